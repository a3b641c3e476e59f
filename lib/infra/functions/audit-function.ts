import { type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type FunctionCodeProps, functionCode } from './function-code';

/** The properties in which functions differ. */
export interface AuditFunctionProps extends FunctionCodeProps {
  readonly description: string;
  readonly role: IRole;
  /** Lambda gives processor time by memory. */
  readonly memoryMb: number;
  readonly timeout: Duration;
  /** The variables that it reads: one of the types of lib/contract/environment.ts. */
  readonly environment: { readonly [variable: string]: string };
}

/**
 * A function of this system with its log group. It is not traced: X-Ray would need a permission on `*` and cost money
 * for each invocation, only to show what the metrics on lag and throttling already show.
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
      { id: 'Serverless-LambdaTracing', reason: 'the metrics on lag and throttling show what a trace would show' },
      {
        id: 'Serverless-LambdaDLQ',
        reason:
          'failures are kept where they come from: dead letters of a queue, a bucket for a stream, or the next hourly run',
      },
    );
  }

  /** The log has IDs and counts for finding faults, not evidence, so it is removed with the stack. */
  private createLogGroup(writer: IRole): LogGroup {
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(writer);
    return logGroup;
  }
}
