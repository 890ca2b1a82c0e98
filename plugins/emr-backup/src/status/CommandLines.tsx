import { Button, Text } from '@backstage/ui';
import { useWords } from '../words';
import { useClipboard } from './useClipboard';
import styles from './CommandLines.module.css';

/** Lines to be typed elsewhere, with a button that copies them. */
export function CommandLines(props: { lines: string[]; label: string }) {
  const { lines, label } = props;
  const t = useWords();
  const { copy, told } = useClipboard();
  const text = lines.join('\n');
  return (
    <div className={styles.command}>
      {/* eslint-disable jsx-a11y/no-noninteractive-tabindex -- long lines scroll, so the keyboard must be able to reach the box */}
      <pre
        className={styles.lines}
        tabIndex={0}
        role="region"
        aria-label={label}
      >
        <code>{text}</code>
      </pre>
      {/* eslint-enable jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.copy}>
        <Text as="span" variant="body-small" color="secondary" role="status">
          {told && t(told)}
        </Text>
        <Button
          size="small"
          variant="secondary"
          aria-label={`${t('command.copy')}: ${label}`}
          onPress={() => copy(text)}
        >
          {t('command.copy')}
        </Button>
      </div>
    </div>
  );
}
