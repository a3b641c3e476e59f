import { type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type FunctionCodeProps, functionCode } from './function-code';

/** What sets one function apart from the others. */
export interface AuditFunctionProps extends FunctionCodeProps {
  readonly description: string;
  readonly role: IRole;
  /** Lambda gives processor time by memory. */
  readonly memoryMb: number;
  readonly timeout: Duration;
  /** What it reads from its environment: one of the types of lib/contract/environment.ts. */
  readonly environment: { readonly [variable: string]: string };
}

/**
 * A function of this system with its log group. Not traced: X-Ray would add a permission on `*` and a charge for each
 * invocation to show what the metrics on lag and throttling already tell.
 */
export class AuditFunction extends Construct {
  readonly function: LambdaFunction;

  constructor(scope: Construct, id: string, props: AuditFunctionProps) {
    super(scope, id);
    this.function = new LambdaFunction(this, 'Function', {
      description: props.description,
      code: functionCode(this, props),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memoryMb,
      timeout: props.timeout,
      role: props.role,
      environment: { ...props.environment, ...(props.sourceMaps && { NODE_OPTIONS: '--enable-source-maps' }) },
      logGroup: this.createLogGroup(props.role),
      loggingFormat: LoggingFormat.JSON,
    });
    Validations.of(this).acknowledge(
      { id: 'Serverless-LambdaTracing', reason: 'the metrics on lag and throttling tell what a trace would' },
      {
        id: 'Serverless-LambdaDLQ',
        reason:
          'what sets it off keeps what fails: a queue with dead letters, a stream with a bucket, or the next hour',
      },
    );
  }

  /** Ids and counts for looking into a fault, no evidence: removed with the stack. */
  private createLogGroup(writer: IRole): LogGroup {
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(writer);
    return logGroup;
  }
}
