import { useId, type ReactNode } from 'react';
import { Button, Text } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import type { emrBackupReadPermission } from '@emr-backup/plugin-emr-backup-common';
import styles from './ActionButton.module.css';

/** A button that says why it cannot be pressed instead of hiding. */
export function ActionButton(props: {
  permission: typeof emrBackupReadPermission;
  /** What to say to those who may not. */
  denied: string;
  /** Why it cannot be pressed by anyone now. */
  blocked?: string;
  pending?: boolean;
  variant?: 'primary' | 'secondary' | 'tertiary';
  size?: 'small' | 'medium';
  label?: string;
  onPress(): void;
  children: ReactNode;
}) {
  const { permission, denied, blocked, pending, variant, size, label } = props;
  const id = useId();
  const { allowed, loading } = usePermission({ permission });
  const reason = !loading && !allowed ? denied : blocked;
  return (
    <span className={styles.action}>
      <Button
        variant={variant ?? 'secondary'}
        size={size ?? 'small'}
        isPending={pending}
        isDisabled={loading || Boolean(reason)}
        aria-label={label}
        aria-describedby={reason ? id : undefined}
        onPress={props.onPress}
      >
        {props.children}
      </Button>
      {reason && (
        <Text as="span" id={id} variant="body-small" color="secondary">
          {reason}
        </Text>
      )}
    </span>
  );
}
