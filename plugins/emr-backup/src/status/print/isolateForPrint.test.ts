import { isolateForPrint } from './isolateForPrint';

describe('isolateForPrint', () => {
  it('marks the way to the paper, unfolds it, turns it light, and undoes all of it', () => {
    document.body.innerHTML = `
      <div id="shell"><nav></nav><main><div id="paper">
        <details></details><details open></details>
      </div></main></div>`;
    const before = document.body.innerHTML;
    const paper = document.getElementById('paper')!;
    const restore = isolateForPrint(paper);
    expect(document.querySelector('nav')?.className).toBe('');
    expect(document.querySelector('main')?.className).not.toBe('');
    expect(document.getElementById('shell')?.className).not.toBe('');
    expect(paper.querySelectorAll('details:not([open])')).toHaveLength(0);
    expect(paper).toHaveAttribute('data-theme-mode', 'light');
    restore();
    expect(document.body.innerHTML.replaceAll(' class=""', '')).toBe(before);
  });
});
