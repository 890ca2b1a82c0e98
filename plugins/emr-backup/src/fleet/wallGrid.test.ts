import { wallColumns } from './wallGrid';

const WALL = { width: 1920, height: 900 };

describe('wallColumns', () => {
  it.each([
    [1, 1],
    [4, 2],
    [40, 5],
    [60, 6],
  ])('shows %s clinics on a large screen in %s columns', (clinics, columns) => {
    expect(wallColumns(clinics, WALL)).toBe(columns);
  });

  it('shows one column on a phone', () => {
    expect(wallColumns(40, { width: 390, height: 3000 })).toBe(1);
  });

  it('shows something before the first clinic is there', () => {
    expect(wallColumns(0, WALL)).toBe(1);
  });
});
