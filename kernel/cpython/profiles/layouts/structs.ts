/** The shape of the layout tables: what a C struct looked like since which version. */
export interface StructLayout {
  /** `sizeof`, bytes. */
  readonly size: number;
  /** Byte offset of each field. */
  readonly fields: Readonly<Record<string, number>>;
}
/** Null: the struct did not exist from that version on. */
export type StructLayouts = Readonly<Record<string, Readonly<Record<string, StructLayout | null>>>>;
