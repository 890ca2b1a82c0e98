import { useId, type ReactNode } from 'react';
import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import styles from './InfoCard.module.css';
import readable from './readable.module.css';

/** A titled card; the title names the region for screen readers. */
export function InfoCard(props: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Card
      className={`${styles.card} ${readable.readable}`}
      role="region"
      aria-labelledby={id}
    >
      <CardHeader className={styles.header}>
        <Text
          as="h3"
          id={id}
          variant="body-medium"
          weight="bold"
          color="secondary"
        >
          {props.title}
        </Text>
        {props.actions}
      </CardHeader>
      <CardBody>
        <div className={styles.body}>{props.children}</div>
      </CardBody>
    </Card>
  );
}
