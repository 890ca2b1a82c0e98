import { useState } from 'react';
import { Button, Text } from '@backstage/ui';
import { toError } from '@backstage/errors';
import { useWords } from '../words';
import { fleetCsv } from './fleetCsv';
import { useFleetQuestion } from './useFleet';
import type { FleetView } from './useFleetView';
import { wholeFleet } from './wholeFleet';

function download(name: string, text: string) {
  const address = URL.createObjectURL(
    new Blob([text], { type: 'text/csv;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Hands out every clinic that matches the filters, not only the page that shows. */
export function ExportButton({ view }: { view: FleetView }) {
  const t = useWords();
  const ask = useFleetQuestion();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Error>();

  const run = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      const rows = await wholeFleet((limit, offset) =>
        ask({ ...view, offset }, limit),
      );
      const day = new Date().toISOString().slice(0, 10);
      download(`${t('fleet.csv.file')}-${day}.csv`, fleetCsv(rows, t));
    } catch (error) {
      setProblem(toError(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <Button
        variant="secondary"
        size="small"
        isPending={pending}
        onPress={run}
      >
        {t('fleet.csv.button')}
      </Button>
      {problem && (
        <Text as="p" role="alert" variant="body-small" color="danger">
          {t('fleet.csv.failed', { problem: problem.message })}
        </Text>
      )}
    </>
  );
}
