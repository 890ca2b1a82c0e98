/** Why a text is refused: plainly not what the field wants, or with a hint about this value. */
export type Refusal = { hint?: string };

/**
 * A rule for a text field that a JSON schema cannot express. It answers
 * `undefined` for a good value. A hint never repeats the value: the message
 * decides whether a value may be shown at all.
 */
export type TextRule = (value: string) => Refusal | undefined;
