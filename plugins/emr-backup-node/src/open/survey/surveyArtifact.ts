import { BackupFault, DrillFault } from '../../contracts';
import type { Artifact } from '../../contracts';
import { OpenScope } from '../OpenScope';
import { openPart } from '../openPart';
import type { Leaf, OpenOptions, Survey } from '../types';
import { explore } from './explore';
import { FileDigests } from './FileDigests';
import type { Content, Found } from './Found';
import { CROWD, isDocumentPath } from './placement';
import { settle } from './settle';

/**
 * Looks through an artifact: every wrapper and archive, by magic numbers. Archives
 * are read to their last byte, single dumps only at their head. Nothing is written
 * to disk in the clear.
 * @public
 */
export async function surveyArtifact(
  artifact: Artifact,
  options: OpenOptions,
): Promise<Survey> {
  if (artifact.files.length === 0) {
    throw new DrillFault(
      'artifact-missing',
      `The backup ${artifact.name} has no file.`,
    );
  }
  const told = { notes: new Set<string>(), commands: new Set<string>() };
  const parts: Found[] = [];
  for (const part of artifact.files.keys()) {
    parts.push(await surveyPart(artifact, part, options, told));
  }
  const survey = settle(parts);
  return {
    ...survey,
    leaves: await withPartDigests(artifact, survey, options),
    notes: [...told.notes, ...survey.notes],
    commands: [...told.commands],
  };
}

async function surveyPart(
  artifact: Artifact,
  part: number,
  options: OpenOptions,
  told: { notes: Set<string>; commands: Set<string> },
): Promise<Found> {
  const file = artifact.files[part];
  const several = artifact.files.length > 1;
  const found = {
    part,
    names: [],
    path: file.path,
    outer: [],
    bytes: file.bytes,
    ...(file.modifiedAt && { modifiedAt: file.modifiedAt }),
    digests: {},
  };
  if (several && isDocumentPath(file.path)) {
    return { ...found, content: { type: 'file' } };
  }
  const scope = new OpenScope(options);
  try {
    const place = {
      part,
      label: file.path,
      names: [],
      outer: [],
      ...(file.localPath && { localPath: file.localPath }),
    };
    const stream = await openPart(artifact, part, scope);
    const { content } = await explore(stream, place, scope);
    return { ...found, content };
  } catch (error) {
    options.signal.throwIfAborted();
    const isFault = error instanceof BackupFault || error instanceof DrillFault;
    if (!isFault) throw error;
    // Among many parts it may be somebody's upload; among few it is the backup,
    // and trying a wrong key on every part of a chain takes long.
    const isUpload = artifact.files.length > CROWD;
    if (error instanceof BackupFault && !isUpload) throw error;
    const content: Content = { type: 'fault', fault: error };
    return { ...found, content };
  } finally {
    await scope.close();
    scope.notes.forEach(note => told.notes.add(note));
    scope.commands.forEach(command => told.commands.add(command));
  }
}

/** Digests of parts that turned out to be documents; those inside archives have theirs. */
async function withPartDigests(
  artifact: Artifact,
  { leaves }: Pick<Survey, 'leaves'>,
  options: OpenOptions,
): Promise<Leaf[]> {
  if (!options.digests?.length || artifact.files.length === 1) {
    return [...leaves];
  }
  const digested: Leaf[] = [];
  for (const leaf of leaves) {
    const isPart = leaf.kind === 'file' && leaf.names.length === 0;
    digested.push(
      isPart
        ? { ...leaf, digests: await digestPart(artifact, leaf.part, options) }
        : leaf,
    );
  }
  return digested;
}

async function digestPart(
  artifact: Artifact,
  part: number,
  options: OpenOptions,
) {
  const digests = new FileDigests(options.digests);
  const stream = await artifact.files[part].open({ signal: options.signal });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    digests.update(chunk);
  }
  return digests.finish();
}
