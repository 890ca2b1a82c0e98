import { z } from 'zod';

/** One fault of an entity that somebody wants to register. @public */
export const registrationProblemSchema = z.object({
  /** `Clinic lakeside` as far as it is known. */
  entity: z.string(),
  /** `spec.timezone`; null when it is about the whole entity. */
  field: z.string().nullable(),
  /** Row of the CSV file, first data row = 1; null for a form. */
  row: z.number().nullable(),
  message: z.string(),
});
/** One fault of an entity. @public */
export type RegistrationProblem = z.infer<typeof registrationProblemSchema>;

/** What registering would do, or did. All or nothing. @public */
export const registrationResultSchema = z.object({
  stored: z.boolean(),
  /** Refs in the order given. */
  entities: z.array(
    z.object({ ref: z.string(), change: z.enum(['new', 'changed', 'same']) }),
  ),
  problems: z.array(registrationProblemSchema),
});
/** What registering would do, or did. @public */
export type RegistrationResult = z.infer<typeof registrationResultSchema>;

/** Entities to register, as they would stand in YAML. @public */
export const registerSchema = z.object({
  entities: z.array(z.record(z.string(), z.unknown())).min(1).max(20_000),
  /** Only check. */
  dryRun: z.boolean().default(false),
});
/** Entities to register. @public */
export type RegisterRequest = z.input<typeof registerSchema>;

/** An entity that was registered here. @public */
export const registeredEntitySchema = z.object({
  ref: z.string(),
  entity: z.object({
    apiVersion: z.string(),
    kind: z.string(),
    metadata: z.looseObject({
      name: z.string(),
      title: z.string().optional(),
    }),
    spec: z.record(z.string(), z.unknown()),
  }),
  changedAt: z.string(),
  /** Entity ref of who registered or changed it last. */
  changedBy: z.string(),
});
/** An entity that was registered here. @public */
export type RegisteredEntity = z.infer<typeof registeredEntitySchema>;

/** Registering clinics without writing YAML. @public */
export interface RegistrationApi {
  /** Whether entities may be stored here; else a page hands out YAML only. */
  canRegister(): Promise<{ allowed: boolean; reason: string | null }>;
  register(request: RegisterRequest): Promise<RegistrationResult>;
  /** What was registered here, by name; for who may register. */
  listRegistered(): Promise<RegisteredEntity[]>;
  /** Takes a registered entity out of the catalog again. */
  unregister(ref: string): Promise<void>;
}
