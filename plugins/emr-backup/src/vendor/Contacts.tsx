import { Link, Text } from '@backstage/ui';
import type { VendorContact } from '@emr-backup/plugin-emr-backup-common';
import { useWords } from '../words';
import styles from './Contacts.module.css';

const dialable = (phone: string) => phone.replace(/[^\d+]/g, '');

/** Whom to call at a vendor, ready to press. */
export function Contacts({ contacts }: { contacts: VendorContact[] }) {
  const t = useWords();
  if (contacts.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('people.noContacts')}
      </Text>
    );
  }
  return (
    <ul className={styles.contacts}>
      {contacts.map(contact => (
        <li key={`${contact.role} ${contact.name} ${contact.phone}`}>
          <div className={styles.role}>
            {[contact.role, contact.hours].filter(Boolean).join(' · ')}
          </div>
          {contact.name && <strong>{contact.name}</strong>}
          <div className={styles.ways}>
            {contact.phone && (
              <Link href={`tel:${dialable(contact.phone)}`}>
                {contact.phone}
              </Link>
            )}
            {contact.email && (
              <Link href={`mailto:${contact.email}`}>{contact.email}</Link>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
