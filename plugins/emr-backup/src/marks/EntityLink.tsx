import { Link } from '@backstage/ui';
import {
  useEntityPresentation,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import type { NamedRef } from '@emr-backup/plugin-emr-backup-common';

/** A link to an entity whose title we already know. */
export function NamedLink(props: { to: NamedRef; bold?: boolean }) {
  const link = useEntityRefLink();
  return (
    <Link
      href={link(props.to.ref)}
      standalone
      weight={props.bold ? 'bold' : 'regular'}
    >
      {props.to.title}
    </Link>
  );
}

/** A link to an entity by its ref, titled as the catalog presents it. */
export function EntityLink(props: { entityRef: string; bold?: boolean }) {
  const { primaryTitle } = useEntityPresentation(props.entityRef);
  return (
    <NamedLink
      to={{ ref: props.entityRef, title: primaryTitle }}
      bold={props.bold}
    />
  );
}

/** An entity's title as plain text, for sentences. */
export function EntityTitle({ entityRef }: { entityRef: string }) {
  return <>{useEntityPresentation(entityRef).primaryTitle}</>;
}
