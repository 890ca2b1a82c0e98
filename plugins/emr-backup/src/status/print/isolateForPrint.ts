import styles from './print.module.css';

/**
 * Marks the way from the paper up to the page, so that the style sheet can
 * leave out everything beside it whatever shell the portal has, and turns the
 * paper light. Returns what undoes it.
 */
export function isolateForPrint(paper: HTMLElement): () => void {
  const marked: Element[] = [];
  for (
    let element: Element | null = paper;
    element && element !== document.documentElement;
    element = element.parentElement
  ) {
    element.classList.add(styles.path);
    marked.push(element);
  }
  const folded = [...paper.querySelectorAll('details')].filter(
    details => !details.open,
  );
  folded.forEach(details => details.setAttribute('open', ''));
  paper.setAttribute('data-theme-mode', 'light');
  return () => {
    marked.forEach(element => element.classList.remove(styles.path));
    folded.forEach(details => details.removeAttribute('open'));
    paper.removeAttribute('data-theme-mode');
  };
}
