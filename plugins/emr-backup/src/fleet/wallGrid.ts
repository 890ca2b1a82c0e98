/** A tile reads best a little more than three times as wide as high. */
const TILE_SHAPE = 3.2;

/** In how many columns a wall shows so many clinics: as large as they all fit. */
export function wallColumns(
  clinics: number,
  wall: { width: number; height: number },
): number {
  const count = Math.max(1, clinics);
  const sizes = Array.from({ length: count }, (_, index) => {
    const columns = index + 1;
    const width = wall.width / columns;
    const height = wall.height / Math.ceil(count / columns);
    return { columns, size: Math.min(width, height * TILE_SHAPE) };
  });
  return sizes.reduce((best, next) => (next.size > best.size ? next : best))
    .columns;
}
