import type {
  ClinicRow,
  FleetPage,
} from '@emr-backup/plugin-emr-backup-common';

/** The most clinics the backend hands out at once. */
const PAGE = 200;

/** Every clinic of a question, page after page. */
export async function wholeFleet(
  ask: (limit: number, offset: number) => Promise<FleetPage>,
): Promise<ClinicRow[]> {
  const rows = new Map<string, ClinicRow>();
  for (let offset = 0; ; offset += PAGE) {
    const { items, totalItems } = await ask(PAGE, offset);
    // A clinic that moved to a later page meanwhile must not stand there twice.
    for (const row of items) rows.set(row.clinic.ref, row);
    if (items.length === 0 || offset + PAGE >= totalItems)
      return [...rows.values()];
  }
}
