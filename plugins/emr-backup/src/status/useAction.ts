import { useState } from 'react';
import { toError } from '@backstage/errors';

/** Something a person sets off: whether it is under way, and why it failed. */
export function useAction<T>(act: (input: T) => Promise<unknown>) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const run = async (input: T): Promise<boolean> => {
    setPending(true);
    setProblem(undefined);
    try {
      await act(input);
      return true;
    } catch (error) {
      setProblem(toError(error));
      return false;
    } finally {
      setPending(false);
    }
  };
  return { run, pending, problem, forget: () => setProblem(undefined) };
}
