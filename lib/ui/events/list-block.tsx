import { Component, createRef } from 'preact';
import type { Question } from '../../core/explorer/question';
import { plural } from '../parts/numbers';
import { EventRow } from './event-row';
import type { ListBlock, ListLine } from './list-blocks';
import { watchNear } from './near-the-screen';
import type { RuleMarks } from './rule-marks';

/** About how high a row is, in pixels, until the block was drawn once. */
const ROW_HEIGHT = 27;

/** Rows are numbered from 1, and the first has the titles. */
const FIRST_ROW = 2;

interface BlockProps {
  readonly block: ListBlock;
  readonly columns: number;
  readonly question: Question;
  readonly marks: RuleMarks;
  /** The reads whose decryptions are shown. */
  readonly unfolded: Pick<ReadonlySet<string>, 'has'>;
  /** Whether it is drawn wherever it is. */
  readonly isKept: boolean;
  readonly onOpen: (ref: string) => void;
  readonly onFold: (ref: string) => void;
}

/** A block of the list. Far from the screen, an empty one of the same height stands for it: there may be thousands of rows. */
export class ListBlockOf extends Component<BlockProps, { readonly isNear: boolean }> {
  override state = { isNear: false };
  private readonly body = createRef<HTMLTableSectionElement>();
  private height: number | undefined;
  private unwatch: () => void = () => undefined;

  override componentDidMount(): void {
    if (this.body.current) this.unwatch = watchNear(this.body.current, (isNear) => this.near(isNear));
  }

  override componentWillUnmount(): void {
    this.unwatch();
  }

  override shouldComponentUpdate(next: BlockProps, { isNear }: { readonly isNear: boolean }): boolean {
    const { block, columns, question, marks, unfolded, isKept } = this.props;
    if (isNear !== this.state.isNear || next.isKept !== isKept || next.columns !== columns) return true;
    if (isNear || isKept)
      return next.block !== block || next.question !== question || next.marks !== marks || next.unfolded !== unfolded;
    return next.block.lines.length !== block.lines.length;
  }

  override render({ block, isKept, columns }: BlockProps, { isNear }: { readonly isNear: boolean }) {
    const { day, goesOn, lines } = block;
    if (!isNear && !isKept) {
      const height = this.height ?? lines.length * ROW_HEIGHT;
      return (
        <tbody ref={this.body} class="away" aria-hidden="true">
          <tr>
            <td colSpan={columns} style={{ height: `${height}px` }} />
          </tr>
        </tbody>
      );
    }
    return (
      <tbody ref={this.body}>
        <tr class="of-day">
          <th scope="rowgroup" colSpan={columns}>
            <span class={goesOn ? 'hidden' : undefined}>{day}</span>
          </th>
        </tr>
        {lines.flatMap((line) => this.rowsOf(line))}
      </tbody>
    );
  }

  private rowsOf({ event, at, decryptions }: ListLine) {
    const { question, marks, unfolded, columns, onOpen, onFold } = this.props;
    const isUnfolded = unfolded.has(event.ref);
    const row = (
      <EventRow
        key={event.ref}
        event={event}
        index={at + FIRST_ROW}
        question={question}
        level={marks.get(event.ref)}
        onOpen={onOpen}
      />
    );
    if (decryptions.length === 0) return [row];
    return [
      row,
      <tr key={`fold ${event.ref}`} class="fold">
        <td colSpan={columns}>
          <button type="button" class="quiet" aria-expanded={isUnfolded} onClick={() => onFold(event.ref)}>
            └ {plural(decryptions.length, 'decryption')} in the same second
          </button>
        </td>
      </tr>,
      ...(isUnfolded
        ? decryptions.map((each) => (
            <EventRow
              key={each.ref}
              event={each}
              isUnder
              question={question}
              level={marks.get(each.ref)}
              onOpen={onOpen}
            />
          ))
        : []),
    ];
  }

  /** A block with the focus stays: nobody should lose the place. */
  private near(isNear: boolean): void {
    const { current } = this.body;
    if (!isNear && current?.contains(document.activeElement)) return;
    if (!isNear && this.state.isNear && current) this.height = current.offsetHeight;
    this.setState({ isNear });
  }
}
