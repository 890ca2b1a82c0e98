import type { Random } from './random';

/** A person who does not exist. */
export interface Person {
  firstName: string;
  lastName: string;
  sex: 'F' | 'M';
  born: { year: number; month: number; day: number };
  street: string;
  phone: string;
  email: string;
  /** Starts with 0, which no province issues. */
  healthNumber: string;
  language: string;
}

const FIRST: Record<'F' | 'M', readonly string[]> = {
  F: 'Zoë,Anaïs,Maëlle,Siobhán,Ingrid,Łucja,Şule,Nguyệt,Ayşe,Noémie,Chloé,Åsa,Renée,Yasmín,Amélie,Dorothée,Thảo,Ђурђа,美玲,Odile,Marguerite,Fiona,Priya,Leilani'.split(
    ',',
  ),
  M: 'José,François,Søren,Jürgen,Łukasz,Mátyás,Étienne,Ngọc,İlker,Björn,Andrés,Seán,Đorđe,Óscar,Raphaël,Günther,Tomáš,Joël,明,Kofi,Arjun,Tāne,Émile,Nils'.split(
    ',',
  ),
};

const LAST =
  'Tremblay-Fictif,Beispiel,Ødegård,Müster,Przykładowa,Vzorová,Specimen,Örnek,Nguyễn-Mẫu,Gagné-Modèle,Esempio,Ejemplo,Façade,Näyte,Mönster,Pavyzdys,Exemplaire,O’Sample,Testová,Dçmo,Sjöprov,見本,Íñigo-Prueba,Voorbeeld'.split(
    ',',
  );

const STREETS =
  'Quai des Érables,Rue Sainte-Éventualité,Larch Lane,Maple Crescent,Chemin du Lac,Harbour Row,Kaimaumau Road,Prairie View,Côte-des-Neiges-Fictive,Alder Court'.split(
    ',',
  );

const LANGUAGES = ['English', 'French', 'English', 'Tagalog', 'Punjabi'];

/** Makes one synthetic person. Nothing is drawn from a register of real people. */
export function person(random: Random): Person {
  const sex = random.chance(0.54) ? 'F' : 'M';
  const firstName = random.pick(FIRST[sex]);
  const lastName = random.pick(LAST);
  return {
    firstName,
    lastName,
    sex,
    born: {
      year: random.between(1932, 2024),
      month: random.between(1, 12),
      day: random.between(1, 28),
    },
    street: `${random.between(1, 999)} ${random.pick(STREETS)}`,
    // 555-01xx is set aside for fiction.
    phone: `555-01${random.digits(2)}`,
    email: `person${random.digits(7)}@example.invalid`,
    healthNumber: `0${random.digits(9)}`,
    language: random.pick(LANGUAGES),
  };
}

/** `1987-03-09`. */
export function birthday({ born }: Person): string {
  return [
    born.year,
    String(born.month).padStart(2, '0'),
    String(born.day).padStart(2, '0'),
  ].join('-');
}
