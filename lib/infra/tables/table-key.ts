import { CfnGlobalTable, TableEncryptionV2, type TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

/** What reading and writing items of a table needs of its key (DynamoDB developer guide: encryption at rest). */
const READING_WITH_KEY = ['kms:Decrypt', 'kms:DescribeKey'];
const WRITING_WITH_KEY = [...READING_WITH_KEY, 'kms:Encrypt', 'kms:GenerateDataKey'];

/** The key of one's own that tables are encrypted with; without one, DynamoDB's own key encrypts them. */
export class TableKey {
  constructor(private readonly key: IKey | undefined) {}

  /** What to make a table with; `encrypt` then gives it the key. */
  get encryption(): TableEncryptionV2 {
    return this.key ? TableEncryptionV2.awsManagedKey() : TableEncryptionV2.dynamoOwnedKey();
  }

  /** Past the construct, which takes a key only in a stack whose region is known before deployment. */
  encrypt(table: TableV2): void {
    const resource = table.node.defaultChild;
    if (this.key && resource instanceof CfnGlobalTable) {
      resource.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: this.key.keyArn });
    }
  }

  /** Lets a principal decrypt what it reads of a table or its stream. */
  grantReading(grantee: IGrantable): void {
    this.grant(grantee, READING_WITH_KEY);
  }

  /** Lets a principal read and write items of a table. */
  grantWriting(grantee: IGrantable): void {
    this.grant(grantee, WRITING_WITH_KEY);
  }

  private grant(grantee: IGrantable, actions: string[]): void {
    if (this.key) Grant.addToPrincipal({ grantee, actions, resourceArns: [this.key.keyArn] });
  }
}
