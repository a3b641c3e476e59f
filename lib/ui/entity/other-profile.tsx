import { useMemo } from 'preact/hooks';
import { ENTITY_KINDS, type PageAddress } from '../../core/explorer/page-address';
import { withWord } from '../../core/explorer/question-moves';
import { useAnswer } from '../answer/use-answer';
import { Notes } from '../parts/notes';
import { Progress } from '../parts/progress';
import { hrefOf } from '../route/address';
import { type EntityDocument, listIn, type ProfileList } from './entity-document';
import { ValueTable } from './value-table';

type EntityAddress = PageAddress & { readonly page: 'entity' };

/** One list of the profile of another caller or thing, with a link to the whole. */
export function OtherProfile({ page, list }: { page: EntityAddress; list: ProfileList }) {
  const asked = useMemo(() => page, []);
  const answer = useAnswer('entity', asked);
  const found = answer.document as EntityDocument | undefined;
  const question = withWord(page.question, { flag: ENTITY_KINDS[page.kind], value: page.value });
  return (
    <>
      <Progress answer={answer} />
      <Notes answer={answer} />
      {found?.total === 0 && <p class="empty">No call in this window.</p>}
      {found && <ValueTable {...list} values={listIn(found, list.list)} question={question} />}
      <a href={hrefOf(page)}>Everything about it</a>
    </>
  );
}
