import { Button } from '@backstage/ui';
import { RiPrinterLine } from '@remixicon/react';
import { useWords } from '../../words';
import { NotPrinted } from './NotPrinted';

/** Opens the browser's print dialog; itself it stays off the paper. */
export function PrintButton() {
  const t = useWords();
  return (
    <NotPrinted>
      <Button
        variant="secondary"
        iconStart={<RiPrinterLine />}
        onPress={() => window.print()}
      >
        {t('print')}
      </Button>
    </NotPrinted>
  );
}
