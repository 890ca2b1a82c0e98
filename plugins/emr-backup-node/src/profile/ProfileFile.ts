import { promises as fs } from 'node:fs';
import path from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { profileSchema, type ProfileInput } from '../contracts';
import type { ProfileProblem } from './ProfileCatalog';

/** One profile as its file has it; what it leaves out comes from the profile it extends. */
export type ProfileFragment = Partial<ProfileInput> & { name: string };

/** A profile file that reads well, before `extends` is resolved. */
export interface ProfileFile {
  readonly file: string;
  readonly fragment: ProfileFragment;
  /** 1-based line of a field such as `core.3.table`, or of its nearest ancestor in the file. */
  lineOf(field: readonly PropertyKey[]): number | undefined;
}

const fragmentSchema = profileSchema.partial().required({ name: true });

/** The text of one profile file. */
export interface ProfileText {
  readonly file: string;
  readonly text: string;
}

/** Reads the texts of one folder's YAML files, sorted by name. What cannot be read is a problem itself. */
export async function readProfileFolder(
  folder: string,
): Promise<{ texts: ProfileText[]; problems: ProfileProblem[] }> {
  const texts: ProfileText[] = [];
  const problems: ProfileProblem[] = [];
  let names: string[];
  try {
    names = await fs.readdir(folder);
  } catch (error) {
    return { texts, problems: [unreadable(folder, 'profile folder', error)] };
  }
  for (const name of names.sort()) {
    if (!/\.ya?ml$/i.test(name)) continue;
    const file = path.join(folder, name);
    try {
      texts.push({ file, text: await fs.readFile(file, 'utf8') });
    } catch (error) {
      problems.push(unreadable(file, 'profile file', error));
    }
  }
  return { texts, problems };
}

/** Parses one profile file, or says what is wrong with it. */
export function parseProfileFile({
  file,
  text,
}: ProfileText): ProfileFile | { problems: ProfileProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
  });
  if (document.errors.length > 0)
    return {
      problems: document.errors.map(error => ({
        file,
        line: lines.linePos(error.pos[0]).line,
        message: `The file is not valid YAML: ${error.message}.`,
      })),
    };
  const value: unknown = document.toJS();
  const lineOf = (field: readonly PropertyKey[]) =>
    lineOfField(document, lines, field);
  const parsed = fragmentSchema.safeParse(value);
  if (!parsed.success)
    return {
      problems: parsed.error.issues.flatMap(issue =>
        issueProblems(file, issue, lineOf),
      ),
    };
  // The value as written: defaults must not hide what the parent says.
  return { file, fragment: value as ProfileFragment, lineOf };
}

function unreadable(
  file: string,
  what: string,
  error: unknown,
): ProfileProblem {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  return { file, message: `The ${what} cannot be read (${code}).` };
}

/** The problems one finding of the schema stands for: an unknown key is named as the field itself. */
export function issueProblems(
  file: string,
  issue: z.core.$ZodIssue,
  lineOf: ProfileFile['lineOf'],
): ProfileProblem[] {
  const fields =
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => [...issue.path, key])
      : [issue.path];
  return fields.map(field => ({
    file,
    line: lineOf(field),
    ...(field.length > 0 ? { field: field.map(String).join('.') } : {}),
    message:
      issue.code === 'unrecognized_keys'
        ? `A profile has no field "${field.map(String).join('.')}".`
        : `${fieldWords(field)}: ${issue.message}.`,
  }));
}

function fieldWords(field: readonly PropertyKey[]): string {
  return field.length > 0
    ? `The field "${field.map(String).join('.')}" is not right`
    : 'The file does not hold a profile';
}

function lineOfField(
  document: Document,
  lines: LineCounter,
  field: readonly PropertyKey[],
): number | undefined {
  for (let depth = field.length; depth >= 0; depth--) {
    const node: unknown = document.getIn(field.slice(0, depth), true);
    const range = (node as { range?: [number, number, number] | null } | null)
      ?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return undefined;
}
