import { z } from 'zod';

const identifier = z.string().min(1).max(128);
const column = z.object({ table: identifier, column: identifier });
const share = z.number().min(0).max(1);
/**
 * A SQL condition, or several that must all hold. Each starts with a column's
 * name; one whose column this version of the product lacks is left out.
 */
const condition = z.union([z.string().min(1), z.array(z.string().min(1))]);
const algorithm = z.enum(['md5', 'sha1', 'sha256', 'sha3-512']);

const customCheck = z
  .object({
    id: z.string().regex(/^[a-z0-9-]+$/, 'lower case letters, digits and -'),
    title: z.string().optional(),
    sql: z.string().min(1),
    min: z.number().optional(),
    max: z.number().optional(),
    equals: z.union([z.number(), z.string()]).optional(),
    timeoutSeconds: z.number().positive().max(600).default(30),
  })
  .strict();

/**
 * What a good restore of one EMR product looks like, as data. A site adds its
 * own as YAML files; `docs/profiles.md` explains every field.
 * @public
 */
export const profileSchema = z
  .object({
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]*$/, 'lower case letters, digits and -'),
    title: z.string(),
    /** Where the facts in this profile come from. */
    source: z.string(),
    extends: z.string().optional(),
    engine: z.enum(['mariadb', 'postgres']),
    /** Server settings a restore needs, so that a good backup does not fail on ours. */
    settings: z.record(z.string(), z.string()).default({}),
    /** The product is recognised when `tables` are all there and none of `without`. */
    recognise: z
      .object({
        tables: z.array(identifier).min(1),
        without: z.array(identifier).default([]),
      })
      .strict()
      .optional(),
    /** Fewer tables than this is not this product. */
    minTables: z.number().int().min(1).default(1),
    core: z
      .array(
        z
          .object({
            table: identifier,
            /** 0: must exist, may be empty. */
            minRows: z.number().int().min(0).default(1),
          })
          .strict(),
      )
      .default([]),
    /** Columns that say when someone last worked with the EMR. Never bookings. */
    freshness: z
      .array(
        column
          .extend({
            /** `local`: clinic's wall clock (default); `utc`; `epoch-seconds`, `epoch-millis`. */
            clock: z
              .enum(['local', 'utc', 'epoch-seconds', 'epoch-millis'])
              .default('local'),
            /** `clinical` rows prove the records are fresh; `audit` rows prove only that someone logged in. */
            kind: z.enum(['clinical', 'audit']).default('clinical'),
          })
          .strict(),
      )
      .default([]),
    /** Rows that name files. */
    documents: z
      .array(
        z
          .object({
            table: identifier,
            /** Column that holds the file's name or URL. */
            file: identifier,
            /** Everything up to and including this marker is cut from the stored name. */
            after: z.string().optional(),
            /** Folder inside the document tree the names are relative to. */
            folder: z.string().optional(),
            hash: z
              .object({
                column: identifier,
                algorithm,
                /** Algorithms that older versions stored in the same column; told apart by length. */
                older: z.array(algorithm).default([]),
              })
              .strict()
              .optional(),
            /** Selects the rows whose file must exist. */
            where: condition.optional(),
            /** Column with the time the row was written, for the skew between database and documents. */
            writtenAt: identifier.optional(),
            /** Column that is non-zero when the file lies encrypted. */
            encrypted: identifier.optional(),
            /** Globs inside `folder` for files no row names: templates, caches, keys. Never counted as orphans. */
            unnamed: z.array(z.string()).default([]),
          })
          .strict(),
      )
      .default([]),
    /** Keys without which the documents cannot be read. */
    documentKeys: z
      .array(
        z
          .object({
            /** Glob inside the document tree. */
            files: z.string(),
            table: identifier.optional(),
            /** Selects the rows of that table that hold a key. */
            where: condition.optional(),
          })
          .strict(),
      )
      .default([]),
    rows: z
      .object({
        /** Share by which a table may shrink since the last passed drill. */
        allowedFall: share.default(0.02),
        /** Tables that are archived or purged on purpose. */
        tables: z.record(z.string(), share).default({}),
      })
      .strict()
      .default({ allowedFall: 0.02, tables: {} }),
    encoding: z
      .array(
        column
          .extend({
            /** `name`: a `?` beside a letter is a lost letter. `text`: a `?` may be a question. */
            kind: z.enum(['name', 'text']).default('text'),
          })
          .strict(),
      )
      .default([]),
    /** Identifiers that are the clinic's own. Only salted digests leave the scratch server. */
    identity: z
      .array(
        column
          .extend({
            /** More columns of the row that make the identifier the clinic's own, digested together. */
            with: z.array(identifier).default([]),
            /** Leaves out what every installation has. */
            where: condition.optional(),
          })
          .strict(),
      )
      .default([]),
    checks: z.array(customCheck).default([]),
    notProven: z.array(z.string()).default([]),
  })
  .strict();

/** What a good restore of one EMR product looks like. @public */
export type Profile = z.output<typeof profileSchema>;
/** A profile as written in YAML. @public */
export type ProfileInput = z.input<typeof profileSchema>;
