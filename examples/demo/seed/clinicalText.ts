import type { Random } from './random';

const COMPLAINTS = [
  { reason: 'Sore throat', code: '462', text: 'Acute pharyngitis' },
  { reason: 'Blood pressure review', code: '401', text: 'Hypertension' },
  { reason: 'Diabetes follow-up', code: '250', text: 'Type 2 diabetes' },
  { reason: 'Back pain', code: '724', text: 'Lumbar strain' },
  { reason: 'Annual physical', code: '917', text: 'Periodic health visit' },
  { reason: 'Asthma', code: '493', text: 'Asthma, well controlled' },
  { reason: 'Migraine', code: '346', text: 'Migraine without aura' },
  { reason: 'Prenatal visit', code: '650', text: 'Normal pregnancy' },
  { reason: 'Rash', code: '691', text: 'Atopic dermatitis' },
  { reason: 'Low mood', code: '311', text: 'Depressive symptoms' },
] as const;

const MEDICINES = [
  { brand: 'AMOXICILLIN 500MG', generic: 'AMOXICILLIN', atc: 'J01CA04' },
  { brand: 'RAMIPRIL 5MG', generic: 'RAMIPRIL', atc: 'C09AA05' },
  { brand: 'METFORMIN 500MG', generic: 'METFORMIN', atc: 'A10BA02' },
  { brand: 'SALBUTAMOL 100MCG', generic: 'SALBUTAMOL', atc: 'R03AC02' },
  { brand: 'SERTRALINE 50MG', generic: 'SERTRALINE', atc: 'N06AB06' },
  { brand: 'NAPROXEN 250MG', generic: 'NAPROXEN', atc: 'M01AE02' },
] as const;

const SENTENCES = [
  'Symptoms began a few days ago and are easing.',
  'No fever, no weight loss, sleeps well.',
  'Temperature 37.1 °C, chest clear, abdomen soft.',
  'Seen with their daughter, who interprets.',
  'Prefers to be called by their middle name — café owner, très fatigué(e).',
  'Medication reviewed, no side effects reported.',
  'Discussed diet, activity and alcohol; agreed on small steps.',
  'Advised to return if no better within a week.',
  'Reviewed lab results ≤ 48 h old: within range.',
];

/** Why someone came. */
export type Complaint = (typeof COMPLAINTS)[number];

export const complaint = (random: Random): Complaint => random.pick(COMPLAINTS);
export const medicine = (random: Random) => random.pick(MEDICINES);
export const complaints = COMPLAINTS;
export const medicines = MEDICINES;

/** A visit note of a few sentences. */
export function note(random: Random, about: Complaint): string {
  const sentences = Array.from({ length: random.between(3, 7) }, () =>
    random.pick(SENTENCES),
  );
  return [`[${about.reason}]`, ...sentences, `Impression: ${about.text}.`].join(
    '\n',
  );
}
