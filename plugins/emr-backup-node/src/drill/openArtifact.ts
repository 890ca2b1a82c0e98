import type {
  Artifact,
  DocumentFile,
  DocumentIndex,
  Profile,
} from '../contracts';
import { surveyArtifact } from '../open';
import type { DigestAlgorithm, OpenOptions, Survey } from '../open/types';
import type { ProfileCatalog } from '../profile';
import { buildDocumentIndex, readDocumentFolder } from './documentIndex';
import type { RestorePlan } from './restorePlan';
import type { DrillRequest } from './types';

/** An artifact looked through, and how to read it again. */
export interface OpenedArtifact {
  survey: Survey;
  options: OpenOptions;
  /** Null when neither the artifact nor the request brought documents. */
  documents(plan: RestorePlan): Promise<DocumentIndex | null>;
}

/** Looks through the artifact and gathers its documents, by name, size and digest only. */
export async function openArtifact(
  artifact: Artifact,
  context: {
    request: DrillRequest;
    profile: Profile | undefined;
    profiles: ProfileCatalog;
    directory: string;
    signal: AbortSignal;
    onProgress: NonNullable<OpenOptions['onProgress']>;
  },
): Promise<OpenedArtifact> {
  const { request, signal } = context;
  const digests = neededDigests(context.profile, context.profiles);
  const options: OpenOptions = {
    key: request.key,
    signal,
    digests,
    workDir: context.directory,
  };
  const survey = await surveyArtifact(artifact, {
    ...options,
    onProgress: context.onProgress,
  });
  return {
    survey,
    options,
    documents: async plan => {
      if (!plan.carriesDocuments && !request.documentsDir) return null;
      const files: DocumentFile[] = plan.documents.map(leaf => ({
        path: leaf.names.at(-1) ?? leaf.path,
        bytes: leaf.bytes ?? artifact.files[leaf.part].bytes,
        modifiedAt: leaf.modifiedAt,
        digests: leaf.digests,
      }));
      if (request.documentsDir)
        for await (const file of readDocumentFolder(request.documentsDir, {
          digests,
          signal,
        }))
          files.push(file);
      const { hideDocuments } = request;
      return buildDocumentIndex(
        hideDocuments ? files.filter(file => !hideDocuments(file.path)) : files,
      );
    },
  };
}

/** Before the tables are there nobody knows the product, so every profile's digests are taken. */
function neededDigests(
  profile: Profile | undefined,
  profiles: ProfileCatalog,
): DigestAlgorithm[] {
  const asked = profile
    ? [profile]
    : profiles.names().map(name => profiles.get(name));
  return [
    ...new Set(
      asked.flatMap(one =>
        one.documents.flatMap(({ hash }) =>
          hash ? [hash.algorithm, ...hash.older] : [],
        ),
      ),
    ),
  ];
}
