import { promises as fs } from 'node:fs';

/**
 * Why a file with secrets must not be used, as the end of a sentence;
 * undefined when it may be.
 * @public
 */
export async function privateFileProblem(
  file: string,
): Promise<string | undefined> {
  try {
    const { mode } = await fs.stat(file);
    await fs.access(file, fs.constants.R_OK);
    // Group rights are left to the site: mounted secrets often come as 0440.
    return mode & 0o007
      ? 'may be read or changed by every account of this machine; take these rights away (chmod 600)'
      : undefined;
  } catch (error) {
    return `cannot be read (${(error as NodeJS.ErrnoException).code})`;
  }
}
