import { render, screen } from '@testing-library/react';
import { DataTable, type DataColumn } from './DataTable';

interface Clinic {
  name: string;
}

const LAKESIDE = { name: 'Lakeside' };
const HARBOUR = { name: 'Harbour' };

/** A column that remembers which clinics it was drawn for. */
function namesColumn(): { drawn: string[]; columns: DataColumn<Clinic>[] } {
  const drawn: string[] = [];
  return {
    drawn,
    columns: [
      {
        id: 'name',
        label: 'Name',
        cell: clinic => {
          drawn.push(clinic.name);
          return clinic.name;
        },
      },
    ],
  };
}

const table = (items: Clinic[], columns: DataColumn<Clinic>[]) => (
  <DataTable
    label="Clinics"
    columns={columns}
    rowHeader="name"
    items={items}
    idOf={clinic => clinic.name}
  />
);

describe('a table', () => {
  it('draws a row that is added, and none of those that are there', () => {
    const { drawn, columns } = namesColumn();
    const { rerender } = render(table([LAKESIDE], columns));
    const before = drawn.length;
    rerender(table([LAKESIDE, HARBOUR], columns));
    expect(screen.getAllByRole('rowheader')).toHaveLength(2);
    expect(new Set(drawn.slice(before))).toEqual(new Set(['Harbour']));
  });

  it('draws every row anew when a column became another one', () => {
    const { columns } = namesColumn();
    const { rerender } = render(table([LAKESIDE], columns));
    rerender(
      table(
        [LAKESIDE],
        [{ ...columns[0], cell: ({ name }) => name.toLocaleUpperCase('en') }],
      ),
    );
    expect(screen.getByRole('rowheader')).toHaveTextContent('LAKESIDE');
  });
});
