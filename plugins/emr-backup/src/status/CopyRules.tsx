import { Text } from '@backstage/ui';
import type { CopyRuleResult } from '@emr-backup/plugin-emr-backup-common';
import type { Format } from '../format';
import { Pill, type PillShape, type Tone } from '../marks/Pill';
import { ToldSentences } from '../marks/ToldSentences';
import { useWords, type Words } from '../words';
import styles from './CopyRules.module.css';

type Look = { tone: Tone; shape: PillShape; word: string };

/** Errors are the one rule of which less is better. */
function errorsLook({ proved }: CopyRuleResult, t: Words): Look {
  if (proved === null) {
    return { tone: 'quiet', shape: 'dash', word: t('rule.unknown') };
  }
  return proved === 0
    ? { tone: 'good', shape: 'disc', word: t('rule.none') }
    : {
        tone: 'bad',
        shape: 'diamond',
        word: t('rule.found', { count: proved }),
      };
}

/** What a rule comes to: only what a machine proved is solid. */
export function lookOf(result: CopyRuleResult, t: Words): Look {
  if (result.rule === 'errors') return errorsLook(result, t);
  const { wanted, declared, proved } = result;
  if ((proved ?? 0) >= wanted) {
    return { tone: 'good', shape: 'disc', word: t('rule.met') };
  }
  if (declared === null && proved === null) {
    return { tone: 'quiet', shape: 'dash', word: t('rule.unknown') };
  }
  if ((declared ?? 0) < wanted) {
    return { tone: 'bad', shape: 'diamond', word: t('rule.short') };
  }
  return { tone: 'late', shape: 'ring', word: t('rule.declared') };
}

type Mark = 'proved' | 'declared' | 'missing';

/** One mark for each thing wanted, and for each there is beyond that. */
export function marksOf({ wanted, declared, proved }: CopyRuleResult): Mark[] {
  const seen = Math.max(declared ?? 0, proved ?? 0);
  return Array.from({ length: Math.max(wanted, seen) }, (_, index) => {
    if (index < (proved ?? 0)) return 'proved';
    return index < seen ? 'declared' : 'missing';
  });
}

function Marks({ result }: { result: CopyRuleResult }) {
  const t = useWords();
  if (result.rule === 'errors') return null;
  const marks = marksOf(result);
  return (
    <svg
      className={styles.marks}
      viewBox={`0 0 ${marks.length * 16} 14`}
      width={marks.length * 16}
      height={14}
      role="img"
      aria-label={t('rule.mark', {
        rule: t(`rule.${result.rule}`),
        wanted: String(result.wanted),
        declared: String(result.declared ?? 0),
        proved: String(result.proved ?? 0),
      })}
    >
      {marks.map((mark, index) => (
        <circle
          key={index}
          className={styles[mark]}
          cx={index * 16 + 7}
          cy={7}
          r={5.25}
        />
      ))}
    </svg>
  );
}

/** 3-2-1-1-0: hollow marks are declared, solid ones proved, dashed ones missing. */
export function CopyRules(props: { rules: CopyRuleResult[]; format: Format }) {
  const { rules, format } = props;
  const t = useWords();
  return (
    <div>
      <ul className={styles.rules} aria-label={t('rule.list')}>
        {rules.map(result => {
          const { tone, shape, word } = lookOf(result, t);
          return (
            <li key={result.rule} className={styles.rule}>
              <span className={styles.head}>
                <strong>
                  {result.rule === 'errors'
                    ? t('rule.errors')
                    : `${result.wanted} · ${t(`rule.${result.rule}`)}`}
                </strong>
                <Marks result={result} />
              </span>
              <Pill tone={tone} shape={shape}>
                {word}
              </Pill>
              <span className={styles.message}>
                <ToldSentences
                  message={result.message}
                  told={result.told}
                  format={format}
                />
              </span>
            </li>
          );
        })}
      </ul>
      <Text as="p" variant="body-small" color="secondary">
        {t('rule.legend')}
      </Text>
    </div>
  );
}
