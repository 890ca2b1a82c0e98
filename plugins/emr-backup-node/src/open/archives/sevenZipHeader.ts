import { open } from 'node:fs/promises';

const HEADER = 32;

/** Whether a 7z file is as long as its own first block says; 7-Zip reports a cut one as merely unreadable. */
export async function isCutSevenZip(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.alloc(HEADER),
      position: 0,
    });
    if (bytesRead < HEADER) return true;
    const end =
      BigInt(HEADER) + buffer.readBigUInt64LE(12) + buffer.readBigUInt64LE(20);
    return BigInt(size) < end;
  } finally {
    await handle.close();
  }
}
