/** Answers remembered of one question; some megabytes. */
const REMEMBERED = 50_000;

/**
 * Remembers what a question was answered: rounds and pages ask the same of the
 * same jobs over and over. Only for what depends on nothing but the question,
 * which must be plain data; a question that fails is asked again.
 */
export function remembered<Question extends readonly unknown[], Answer>(
  answer: (...question: Question) => Answer,
): (...question: Question) => Answer {
  const answers = new Map<string, Answer>();
  return (...question) => {
    const key = JSON.stringify(question);
    const known = answers.get(key);
    if (known !== undefined || answers.has(key)) return known as Answer;
    const found = answer(...question);
    if (answers.size >= REMEMBERED) answers.clear();
    answers.set(key, found);
    return found;
  };
}
