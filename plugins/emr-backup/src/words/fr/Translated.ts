/** Messages of one room in another language, nested as the English ones are. */
export type Translated = { readonly [key: string]: string | Translated };
