/** How far from the screen something is still near, in pixels: it is drawn before anybody gets there. */
const MARGIN = '1200px';

const heard = new WeakMap<Element, (isNear: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** Tells, now and whenever it changes, whether an element is near the screen. Gives what ends that. */
export function watchNear(element: Element, hear: (isNear: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) heard.get(target)?.(isIntersecting);
    },
    { rootMargin: `${MARGIN} 0px` },
  );
  heard.set(element, hear);
  observer.observe(element);
  return () => observer?.unobserve(element);
}
