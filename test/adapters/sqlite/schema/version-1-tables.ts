/**
 * A local store of version 1 of the tables, with the rows of one log file of two events, as the program of then made it.
 * It never changes.
 */
export const VERSION_1_STORE = `
CREATE TABLE texts (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, text TEXT NOT NULL);
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  partition INTEGER NOT NULL,
  at INTEGER NOT NULL,
  key TEXT NOT NULL,
  derived INTEGER NOT NULL,
  rest TEXT,
  userIdentityArn INTEGER,
  eventSource INTEGER,
  principalSource INTEGER,
  roleArn INTEGER,
  actor INTEGER,
  actorSource INTEGER,
  awsRegion INTEGER,
  recipientAccountId INTEGER,
  sourceIPAddress INTEGER,
  userAgent INTEGER,
  accessKeyId INTEGER,
  errorCode INTEGER,
  outcome INTEGER,
  readOnly INTEGER,
  resources INTEGER,
  origin INTEGER,
  logFile INTEGER,
  marks INTEGER,
  maskedPaths INTEGER,
  recordIndex INTEGER,
  indexVersion INTEGER,
  expiresAt INTEGER,
  recordSha256 BLOB,
  record BLOB,
  UNIQUE (partition, at, key)
);
CREATE INDEX byPrincipal ON events (userIdentityArn, at) WHERE userIdentityArn IS NOT NULL;
CREATE TABLE terms (
  term INTEGER NOT NULL,
  at INTEGER NOT NULL,
  event INTEGER NOT NULL,
  sort TEXT NOT NULL,
  version INTEGER,
  lean INTEGER NOT NULL,
  row TEXT,
  PRIMARY KEY (term, at, event, sort)
) WITHOUT ROWID;
CREATE TABLE partitions (
  name TEXT PRIMARY KEY, version INTEGER NOT NULL, noticedAt TEXT, renewedTo TEXT
) WITHOUT ROWID;
CREATE TABLE deliveries (
  folder TEXT NOT NULL, fileName TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (folder, fileName)
) WITHOUT ROWID;
INSERT INTO texts VALUES
  (1, x'd7cfa9256a788690', '"SendCommand"'),
  (2, x'4785a0a2a3d6e7c4', '"ssm.amazonaws.com"'),
  (3, x'6a57c04ef4557c1e', '"arn:aws:iam::111122223333:user/alice"'),
  (4, x'd1fbff984d23fe92', '"arn"'),
  (5, x'0a50500b2a3435fe', '"alice"'),
  (6, x'b0aa068680e3fe47', '"userName"'),
  (7, x'812caaca1956e1f4', '"AKIAEXAMPLE"'),
  (8, x'830f45bf08cb7797', '"eu-central-1"'),
  (9, x'ea3f6f68f0d8f8be', '"111122223333"'),
  (10, x'8e3865660d63976a', '"192.0.2.1"'),
  (11, x'76cb9c00151f9eaa', '"aws-cli/2"'),
  (12, x'68e7a69974a64106', '"success"'),
  (13, x'fcbcf165908dd18a', 'false'),
  (14, x'07e72fcf52a67d79', '[{"id":"i-0123456789abcdef0","kind":"instance","relation":"target"},{"id":"AWS-RunShellScript","kind":"document","relation":"uses"}]'),
  (15, x'dc3a0dfecf53a20f', '"/logs/one.json"'),
  (16, x'07474afa53a08ba5', '"delivery"'),
  (17, x'4f53cda18c2baa0c', '[]'),
  (18, x'60b8b416e1b049a7', '"DeleteParameter"'),
  (19, x'2fbe5e7528c695b8', '"AccessDenied"'),
  (20, x'e5532718eccbf3b7', '"denied"'),
  (21, x'07d238a11ba85779', '[{"id":"/a/b","kind":"parameter","relation":"changes"}]'),
  (22, x'8f5c00337793c883', '"eventID=00000000"'),
  (23, x'65ec017b37a3cc79', '"actor=alice"'),
  (24, x'021075e623cb89c7', '"sourceIPAddress=192.0.2.1"'),
  (25, x'ffe6853267698ae4', '"accessKeyId=AKIAEXAMPLE"'),
  (26, x'cb85644797b400da', '"resource=i-0123456789abcdef0"'),
  (27, x'c7c692af4281d3e3', '"resource=AWS-RunShellScript"'),
  (28, x'8fe5986755fcc601', '"outcome=denied"'),
  (29, x'42dc9556c8dd42bb', '"resource=/a/b"');
INSERT INTO events VALUES
  (1, 1, 1709287200, '00000000-0000-4000-8000-000000000001', 3, NULL, 3, 2, 4, NULL, 5, 6, 8, 9, 10, 11, 7, NULL, 12, 13, 14, 16, 15, NULL, 17, 0, 2, NULL, x'feae1eac660e14e1ca0ff577a6943737ca307b1b77f26c1005de1d8eb1732ce7', x'012331e3e22b345d231c7d037c5cb1670443434343232323236363636348399a98032905917306b22aac052bc20ea41c0431095468a1266d135d036350d236243b69a3f6f3915339da0817664237b434d233d033d2838c7f61696de04afac4f47c311b798646c626a666e616968949c929a969a0ce207139a808326007cf440650a00ba2754d4084058880891b18188034d02663a1c53f9e4c560b00'),
  (2, 18, 1709287201, '00000000-0000-4000-8000-000000000002', 3, NULL, 3, 2, 4, NULL, 5, 6, 8, 9, 10, 11, 7, 19, 20, 13, 21, 16, 15, NULL, 17, 1, 2, NULL, x'7be742f601273a90f42c59dc61598a942f70e8aa3196786f3e338bced7132879', x'012331e3e22b345d231c7d037c5cb1670443434343232323236363636348399a98032905917306b22aac052bc20ea41c0431095468a1266d135d036350d23684246d43d29336e6680d724a471be5c24cec8696467a067a467a9031302c2d0eb4613de40150cc01c314f0c028ae1c03ebc027ea27e16e58a2669e22c8b81d3cff1840812e88d6350111162002266e606000d2409b3c8516f578f2572d00');
INSERT INTO terms VALUES
  (22, 1709287200, 1, '', 2, 0, NULL),
  (22, 1709287201, 2, '', 2, 0, NULL),
  (23, 1709287200, 1, '', 2, 0, NULL),
  (23, 1709287201, 2, '', 2, 0, NULL),
  (24, 1709287200, 1, '', 2, 0, NULL),
  (24, 1709287201, 2, '', 2, 0, NULL),
  (25, 1709287200, 1, '', 2, 0, NULL),
  (25, 1709287201, 2, '', 2, 0, NULL),
  (26, 1709287200, 1, '', 2, 0, NULL),
  (27, 1709287200, 1, '', 2, 0, NULL),
  (28, 1709287201, 2, '', 2, 0, NULL),
  (29, 1709287201, 2, '', 2, 0, NULL);
INSERT INTO partitions VALUES
  ('DeleteParameter', 2, NULL, NULL),
  ('SendCommand', 2, NULL, NULL);
INSERT INTO deliveries VALUES
  ('#trouble', '1970-01-01T00:00:00Z#in-hand', '{"folder":"#trouble","fileName":"1970-01-01T00:00:00Z#in-hand","state":"done"}'),
  ('/logs/', 'one.json', '{"folder":"/logs/","fileName":"one.json","records":2,"ssmRecords":2,"relatedRecords":0,"guardRecords":0,"malformedRecords":0,"sourcelessRecords":0,"newEvents":2,"knownEvents":0,"conflicts":0,"quarantined":0,"knownQuarantined":0,"expired":0,"leftOut":0,"unknownSources":0,"logFile":"/logs/one.json","bytes":1405,"origin":"delivery","indexVersion":2,"finishedAt":"2026-11-28T00:24:59.431Z","firstEventTime":"2024-03-01T10:00:00Z","lastEventTime":"2024-03-01T10:00:01Z","contentSha256":"6bf506c64a6847298acad6afb8186c978dfdf122244b0668e336af2e8873bc4d","eTag":"1405-1795825498454.2876","storedBytes":1405,"state":"done"}');
PRAGMA user_version = 1;
`;
