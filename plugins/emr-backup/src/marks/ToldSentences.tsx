import { Fragment } from 'react';
import type { Told as ToldSentence } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { useReadsEnglish, useSaid } from '../words';
import { EntityTitle } from './EntityLink';
import { standingSaid, Told } from './Told';
import { refsIn, toldText } from './toldText';

/** A sentence in which entities are named by ref, with the titles people know them by. */
function Titled({ text, refs }: { text: string; refs: string[] }) {
  if (refs.length === 0) return <>{text}</>;
  const parts = refs.reduce(
    (found, ref) =>
      found.flatMap(part =>
        refs.includes(part)
          ? [part]
          : part.split(ref).flatMap((rest, at) => (at ? [ref, rest] : [rest])),
      ),
    [text],
  );
  return (
    <>
      {parts.map((part, index) =>
        refs.includes(part) ? (
          <EntityTitle key={index} entityRef={part} />
        ) : (
          <Fragment key={index}>{part}</Fragment>
        ),
      )}
    </>
  );
}

/**
 * What the backend composed of one or more sentences, each with a code and what
 * stands in it: who reads another language reads them whole in that one, and in
 * English where one of them is not known here.
 */
export function ToldSentences(props: {
  message: string;
  told: ToldSentence[] | undefined;
  format: Format;
}) {
  const { message, told, format } = props;
  const said = useSaid();
  const readsEnglish = useReadsEnglish();
  const refs = refsIn(told);
  const whole = toldText(told, format, said);
  if (readsEnglish || whole !== undefined)
    return <Titled text={whole ?? message} refs={refs} />;
  const [problem] = told ?? [];
  // What keeps a job from drills comes with the code of a reason, which says less than the sentence.
  return (
    <Told
      said={problem && standingSaid(problem.code, said)}
      message={message}
    />
  );
}
