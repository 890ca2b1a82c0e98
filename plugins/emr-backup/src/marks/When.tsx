import { capitalise, type Format } from '../format';

/** An instant as people say it, with the exact one in the clinic's zone on hover. */
export function When(props: {
  at: string;
  format: Format;
  as?: 'relative' | 'calendar';
  capital?: boolean;
}) {
  const { at, format, as = 'relative', capital } = props;
  const text = format[as](at);
  return (
    <time dateTime={at} title={format.exact(at)}>
      {capital ? capitalise(text) : text}
    </time>
  );
}
