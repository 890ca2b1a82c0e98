import { ALL_KNOWN_RELATION_PAIRS } from './relationPairs';
import styles from './RelationLabel.module.css';

const inWords = (relation: string) =>
  relation.replace(/[A-Z]/g, letter => ` ${letter.toLocaleLowerCase('en-US')}`);

/** Of a relation that is told in both directions, only the way the arrow points. */
const alongTheArrow = (relations: string[]) =>
  relations.filter(
    relation =>
      !ALL_KNOWN_RELATION_PAIRS.some(
        ([forward, backward]) =>
          relation === backward && relations.includes(forward),
      ),
  );

/** The words on an edge of the graph: "protects", "supplied by". */
export const RelationLabel = (props: { edge: { relations: string[] } }) => (
  <text className={styles.label} textAnchor="middle">
    {alongTheArrow(props.edge.relations).map(inWords).join(', ')}
  </text>
);
