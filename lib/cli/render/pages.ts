/** What ends a page: so many rows, or so long after the first of them, in milliseconds. */
export interface PageEnd {
  readonly rows: number;
  readonly waitMs: number;
}

const LATE = Symbol('late');

/** Rows in pages, as they come: nobody waits longer for a row than it takes to fill a page or for the wait to end. */
export async function* pages<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  { rows: most, waitMs }: PageEnd,
): AsyncGenerator<readonly Row[]> {
  const iterator = eachOf(rows);
  let timer: NodeJS.Timeout | undefined;
  try {
    let page: Row[] = [];
    let late: Promise<typeof LATE> | undefined;
    let next = iterator.next();
    while (true) {
      const got = await (late ? Promise.race([next, late]) : next);
      const isEnd = got !== LATE && got.done === true;
      if (got !== LATE && !got.done) {
        page.push(got.value);
        next = iterator.next();
        late ??= new Promise((resolve) => {
          timer = setTimeout(resolve, waitMs, LATE);
        });
      }
      if (page.length > 0 && (isEnd || got === LATE || page.length >= most)) {
        clearTimeout(timer);
        yield page;
        [page, late] = [[], undefined];
      }
      if (isEnd) return;
    }
  } finally {
    clearTimeout(timer);
    await iterator.return(undefined);
  }
}

async function* eachOf<Row>(rows: Iterable<Row> | AsyncIterable<Row>): AsyncGenerator<Row> {
  yield* rows;
}
