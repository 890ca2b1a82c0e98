import { useState } from 'react';
import { Button, Flex, Text } from '@backstage/ui';
import { useWords } from '../words';
import { saveFile } from './saveFile';
import styles from './RegisterPage.module.css';

/** The YAML to put into a catalog repository, to copy or to keep as a file. */
export function YamlPanel(props: { yaml: string; file: string }) {
  const { yaml, file } = props;
  const t = useWords();
  const [copied, setCopied] = useState('');
  return (
    <section className={styles.panel} aria-label={t('register.yaml.title')}>
      <div className={styles.panelHead}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('register.yaml.title')}
        </Text>
        <Flex gap="2">
          <Button
            size="small"
            variant="secondary"
            onPress={async () => {
              await navigator.clipboard.writeText(yaml);
              setCopied(yaml);
            }}
          >
            {copied === yaml
              ? t('register.yaml.copied')
              : t('register.yaml.copy')}
          </Button>
          <Button
            size="small"
            variant="secondary"
            onPress={() => saveFile(file, yaml, 'application/yaml')}
          >
            {t('register.yaml.save')}
          </Button>
        </Flex>
      </div>
      <pre
        className={styles.code}
        aria-label={t('register.yaml.title')}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- text that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <code>{yaml}</code>
      </pre>
    </section>
  );
}
