import { describe, expect, it } from '@jest/globals';
import { routeAccess } from '../../server/domain/permissions.ts';
import { uiWords } from '../../server/domain/messages/ui-words.ts';
import { PAGES } from './pages.ts';

describe('pages of the menu', () => {
  it('each stand on a route that has an access row', () => expect(PAGES.filter((page) => !(page.route in routeAccess))).toEqual([]));
  it('each list the resource their route answers', () => expect(PAGES.filter((page) => page.route !== `GET /api/${page.resource}`)).toEqual([]));
  it('each have a name in both languages', () => expect(PAGES.filter((page) => !uiWords.id[page.label] || !uiWords.en[page.label])).toEqual([]));
});
