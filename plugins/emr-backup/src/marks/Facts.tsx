import type { ReactNode } from 'react';
import styles from './Facts.module.css';

export type Fact = { name: string; value: ReactNode } | false | null;

/** Names and values, as a definition list. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(
        fact =>
          fact && (
            <FactRow key={fact.name} name={fact.name} value={fact.value} />
          ),
      )}
    </dl>
  );
}

function FactRow(props: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </>
  );
}
