import type { KeptTexts } from '../../../app/ports/evidence/kept-texts';
import { SqliteConnection } from '../sqlite-connection';

/**
 * What is temporary is in a file of the system's folder for temporary files, which has no name and which nobody else can
 * open: it is gone with the process.
 */
const TABLE = `
PRAGMA temp_store = FILE;
PRAGMA temp.journal_mode = OFF;
PRAGMA temp.synchronous = OFF;
CREATE TEMP TABLE texts (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
`;

/** What stands for a path where the database fails. */
const SHOWN_AS = 'of a package that is checked, in the folder for temporary files';

/** Texts on disk, of which nothing is left when they are closed or the process ends. */
export class TemporaryTexts implements KeptTexts {
  private readonly connection = new SqliteConnection(':memory:', { access: 'write', shownAs: SHOWN_AS });

  constructor() {
    this.connection.script(TABLE);
  }

  keep(key: string, text: string): boolean {
    const { connection } = this;
    return connection.write(() => {
      const { changes } = connection.run('INSERT INTO texts VALUES (?, ?) ON CONFLICT DO NOTHING', [key, text]);
      if (changes === 0) connection.run('UPDATE texts SET text = ? WHERE key = ?', [text, key]);
      return changes > 0;
    });
  }

  take(key: string): string | undefined {
    const { connection } = this;
    return connection.write(() => {
      const [text] = connection.first('SELECT text FROM texts WHERE key = ?', [key]) ?? [];
      if (typeof text !== 'string') return undefined;
      connection.run('DELETE FROM texts WHERE key = ?', [key]);
      return text;
    });
  }

  *rest(): Iterable<string> {
    for (const [text] of this.connection.each('SELECT text FROM texts ORDER BY key')) yield String(text);
  }

  close(): void {
    this.connection.close();
  }
}
