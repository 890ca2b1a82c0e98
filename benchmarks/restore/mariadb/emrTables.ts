/** One column: its type, and whether it carries a secondary index of its own. */
interface Column {
  name: string;
  type: string;
  index?: boolean;
  /** How its values are made. */
  value: (row: RowMaker) => string;
}

/** A table of the made-up EMR and its share of all bytes. */
export interface EmrTable {
  name: string;
  share: number;
  columns: Column[];
}

const WORDS =
  `patient presents with mild moderate severe acute chronic pain in the left right lower upper abdomen knee shoulder back
chest reports denies fever cough nausea vomiting dizziness fatigue since last visit two three days weeks months ago blood pressure heart rate
temperature normal elevated reduced exam shows no evidence of infection swelling tenderness range motion full limited continue current
medication increase decrease dose daily twice weekly follow up as needed refer to specialist cardiology orthopedics dermatology imaging
ordered lab results reviewed discussed plan agrees understands advised diet exercise sleep smoking alcohol allergies none known family
history diabetes hypertension asthma depression anxiety surgery appendectomy cholecystectomy immunization updated influenza tetanus
metformin ramipril atorvastatin salbutamol amoxicillin ibuprofen acetaminophen sertraline levothyroxine hydrochlorothiazide clinic nurse
physician note signed verified consult letter sent received pharmacy renewal prescription refill mg tablet oral topical injection`.split(
    /\s+/,
  );

/** A seeded stream of numbers (mulberry32): every run measures the same data. */
class Chance {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
}

const two = (n: number) => String(n).padStart(2, '0');

/** Values of one row, as LOAD DATA reads them with its default escapes. */
export class RowMaker {
  readonly #chance: Chance;
  id = 0;

  constructor(seed: number) {
    this.#chance = new Chance(seed);
  }

  /** Up to `limit`, small numbers more often. */
  skewed(limit: number): string {
    return String(Math.floor(this.#chance.next() ** 2 * limit));
  }
  number(limit: number): string {
    return String(this.#chance.below(limit));
  }
  date(): string {
    const c = this.#chance;
    return `${2008 + c.below(19)}-${two(1 + c.below(12))}-${two(
      1 + c.below(28),
    )}`;
  }
  moment(): string {
    const c = this.#chance;
    return `${this.date()} ${two(7 + c.below(12))}:${two(c.below(60))}:${two(
      c.below(60),
    )}`;
  }
  word(): string {
    return WORDS[Math.floor(this.#chance.next() ** 1.6 * WORDS.length)];
  }
  code(length: number): string {
    let text = '';
    while (text.length < length)
      text += this.#chance.below(36).toString(36).toUpperCase();
    return text;
  }
  pick(...values: string[]): string {
    return values[this.#chance.below(values.length)];
  }
  /** Prose with numbers, line ends, quotes and some letters beyond ASCII. */
  prose(bytes: number): string {
    const c = this.#chance;
    const target = bytes * (0.3 + 1.4 * c.next());
    let text = '';
    while (text.length < target) {
      const dice = c.below(100);
      if (dice < 3) text += `${this.moment()} `;
      else if (dice < 8) text += `${c.below(400)}/${c.below(200)} `;
      else if (dice < 10) text += `${this.code(8)} `;
      else if (dice < 14) text += '.\\n';
      else if (dice < 15) text += 'pt\'s "own words" ';
      else if (dice === 15) text += 'Zoë ';
      else text += `${this.word()} `;
    }
    return text;
  }
  orNull(share: number, value: string): string {
    return this.#chance.next() < share ? '\\N' : value;
  }
}

const id: Column = {
  name: 'id',
  type: 'int NOT NULL AUTO_INCREMENT',
  value: row => String(row.id),
};
const plain = (name: string, type: string, value: Column['value']): Column => ({
  name,
  type,
  value,
});
const keyed = (name: string, type: string, value: Column['value']): Column => ({
  name,
  type,
  value,
  index: true,
});
const patient = keyed('demographic_no', 'int NOT NULL', row =>
  row.skewed(40_000),
);
const provider = keyed('provider_no', 'varchar(6) NOT NULL', row =>
  row.number(60),
);
const updated = keyed('update_date', 'datetime NOT NULL', row => row.moment());

/**
 * An EMR in the shape of OSCAR: one table of notes that is nearly half of it,
 * an audit log of short rows, and 38 secondary indexes in all.
 */
export const EMR_TABLES: EmrTable[] = [
  {
    name: 'casemgmt_note',
    share: 0.44,
    columns: [
      id,
      patient,
      provider,
      updated,
      keyed('observation_date', 'datetime NOT NULL', row => row.moment()),
      keyed('uuid', 'char(36) DEFAULT NULL', row => row.code(36)),
      plain('program_no', 'varchar(20) DEFAULT NULL', row => row.number(40)),
      plain('note', 'mediumtext NOT NULL', row => row.prose(700)),
      plain('history', 'mediumtext', row => row.orNull(0.5, row.prose(700))),
      plain('signed', 'tinyint(1) NOT NULL DEFAULT 0', row => row.number(2)),
    ],
  },
  {
    name: 'log',
    share: 0.24,
    columns: [
      id,
      keyed('dateTime', 'datetime NOT NULL', row => row.moment()),
      provider,
      keyed('action', 'varchar(64) DEFAULT NULL', row =>
        row.pick('read', 'update', 'add', 'delete', 'login', 'print'),
      ),
      keyed('content', 'varchar(80) DEFAULT NULL', row => row.word()),
      keyed('contentId', 'varchar(80) DEFAULT NULL', row =>
        row.number(900_000),
      ),
      plain('ip', 'varchar(64) DEFAULT NULL', row => `10.0.${row.number(9)}.5`),
      keyed('demographic_no', 'int DEFAULT NULL', row =>
        row.orNull(0.2, row.skewed(40_000)),
      ),
      plain('data', 'text', row => row.orNull(0.6, row.prose(90))),
    ],
  },
  {
    name: 'measurements',
    share: 0.08,
    columns: [
      id,
      keyed('type', 'varchar(50) NOT NULL', row => row.word()),
      patient,
      provider,
      plain('dataField', 'varchar(255) NOT NULL', row => row.number(500)),
      keyed('dateObserved', 'datetime DEFAULT NULL', row => row.moment()),
      keyed('appointmentNo', 'int DEFAULT NULL', row => row.number(500_000)),
      plain('comments', 'varchar(255) NOT NULL', row => row.prose(20)),
      plain('amount', 'decimal(10,2) DEFAULT NULL', row =>
        row.orNull(0.3, `${row.number(900)}.25`),
      ),
    ],
  },
  {
    name: 'appointment',
    share: 0.08,
    columns: [
      id,
      provider,
      keyed('appointment_date', 'date NOT NULL', row => row.date()),
      plain('start_time', 'time NOT NULL', () => '09:15:00'),
      keyed('name', 'varchar(50) DEFAULT NULL', row => row.word()),
      patient,
      plain('notes', 'varchar(255) DEFAULT NULL', row => row.prose(40)),
      plain('location', 'varchar(30) DEFAULT NULL', row => row.word()),
      keyed('status', 'char(2) DEFAULT NULL', row => row.pick('t', 'H', 'B')),
      updated,
    ],
  },
  {
    name: 'drugs',
    share: 0.08,
    columns: [
      id,
      provider,
      patient,
      keyed('rx_date', 'date NOT NULL', row => row.date()),
      keyed('ATC', 'varchar(20) DEFAULT NULL', row => row.code(7)),
      keyed('GN', 'varchar(255) DEFAULT NULL', row => row.word()),
      plain('takemin', 'float DEFAULT NULL', row => `${row.number(9)}.5`),
      plain('special', 'text NOT NULL', row => row.prose(140)),
      keyed('regional_identifier', 'varchar(100) DEFAULT NULL', row =>
        row.number(90_000),
      ),
      keyed('lastUpdateDate', 'datetime NOT NULL', row => row.moment()),
    ],
  },
  {
    name: 'billing_history',
    share: 0.07,
    columns: [
      id,
      keyed('billing_no', 'int NOT NULL', row => row.number(700_000)),
      keyed('service_code', 'varchar(10) NOT NULL', row => row.code(4)),
      keyed('practitioner_no', 'varchar(10) NOT NULL', row => row.number(60)),
      keyed('creation_date', 'timestamp NULL DEFAULT NULL', row =>
        row.moment().replace(/ (?:02|03)/, ' 10'),
      ),
      plain('amount', 'decimal(12,2) NOT NULL', row => `${row.number(400)}.10`),
      keyed('status', 'char(1) NOT NULL', row => row.pick('P', 'A', 'S', 'N')),
      plain('note', 'text', row => row.orNull(0.7, row.prose(80))),
    ],
  },
  {
    name: 'demographic',
    share: 0.01,
    columns: [
      id,
      keyed('last_name', 'varchar(30) NOT NULL', row => row.word()),
      keyed('hin', 'varchar(20) DEFAULT NULL', row => row.code(10)),
      keyed('date_of_birth', 'date DEFAULT NULL', row => row.date()),
      plain('address', 'varchar(255) DEFAULT NULL', row => row.prose(30)),
      plain('sex', "enum('F','M','X') NOT NULL", row => row.pick('F', 'M')),
      keyed('lastUpdateDate', 'datetime NOT NULL', row => row.moment()),
    ],
  },
];

/** The CREATE TABLE statement of a table. */
export function createTable({ name, columns }: EmrTable): string {
  const lines = [
    ...columns.map(column => `\`${column.name}\` ${column.type}`),
    'PRIMARY KEY (`id`)',
    ...columns
      .filter(column => column.index)
      .map(column => `KEY \`${column.name}\` (\`${column.name}\`)`),
  ];
  return `CREATE TABLE \`${name}\` (\n  ${lines.join(
    ',\n  ',
  )}\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`;
}

/** Rows of a table as tab-separated text, until they are that many bytes. */
export function* rowsOf(table: EmrTable, bytes: number, seed: number) {
  const row = new RowMaker(seed);
  let made = 0;
  let text = '';
  while (made < bytes) {
    row.id += 1;
    const line = `${table.columns
      .map(column => column.value(row))
      .join('\t')}\n`;
    made += line.length + 2 * table.columns.length;
    text += line;
    if (text.length > 1024 * 1024) {
      yield text;
      text = '';
    }
  }
  yield text;
}
