/**
 * What records of CloudTrail have in common, the commonest last ("Record contents"): a record is deflated as what it adds
 * to this. Stored rows cannot be read without it, so it never changes; another dictionary gets another first byte
 * (`stored-record.ts`).
 */
export const RECORD_DICTIONARY = [
  '"AWS Internal","cloudtrail.amazonaws.com","ec2.amazonaws.com","events.amazonaws.com","kms.amazonaws.com","lambda.amazonaws.com","signin.amazonaws.com"',
  '"errorCode":"AccessDeniedException","errorMessage":"User: arn:aws:sts:::assumed-role/ is not authorized to perform: ssm: on resource: arn:aws:ssm::: because no identity-based policy allows the action"',
  '"errorCode":"ThrottlingException","errorMessage":"Rate exceeded","errorCode":"ParameterNotFound","errorCode":"InvalidInstanceId"',
  '"ap-northeast-1","ap-south-1","ap-southeast-1","ap-southeast-2","ca-central-1","eu-north-1","eu-west-2","us-west-1","us-west-2","eu-west-1","eu-central-1","us-east-2","us-east-1"',
  '"GetInventory","ListAssociations","ListInstanceAssociations","PutInventory","PutComplianceItems","UpdateInstanceAssociationStatus","GetDeployablePatchSnapshotForInstance","DescribeAssociation","GetManifest"',
  '"DescribeParameters","PutParameter","DeleteParameter","GetParametersByPath","GetParameters","GetParameter","GetParameterHistory","LabelParameterVersion"',
  '"CreateDocument","UpdateDocument","UpdateDocumentDefaultVersion","ModifyDocumentPermission","DescribeDocument","GetDocument","ListDocuments","StartAutomationExecution","GetAutomationExecution"',
  '"DescribeInstanceInformation","CreateAssociation","UpdateAssociation","RegisterManagedInstance","ListCommandInvocations","GetCommandInvocation","SendCommand","StartSession","ResumeSession","TerminateSession","OpenDataChannel","OpenControlChannel","UpdateInstanceInformation"',
  '"withDecryption":true,"recursive":true,"maxResults":,"nextToken":"","path":"/","name":"/","overwrite":true,"value":"HIDDEN_DUE_TO_SECURITY_REASONS","type":"SecureString","keyId":"alias/aws/ssm","tier":"Standard","version":',
  '"documentName":"AWS-RunShellScript","AWS-StartSSHSession","AWS-StartPortForwardingSession","SSM-SessionManagerRunShell","AWS-UpdateSSMAgent","AWS-GatherSoftwareInventory","AWS-RunPatchBaseline","documentVersion":"$DEFAULT","parameters":{"commands":["HIDDEN_DUE_TO_SECURITY_REASONS"],"executionTimeout":["3600"]}',
  '"command":{"commandId":"","comment":"","completedCount":0,"deliveryTimedOutCount":0,"errorCount":0,"expiresAfter":"","maxConcurrency":"50","maxErrors":"0","notificationConfig":{"notificationArn":"","notificationEvents":[],"notificationType":""},"outputS3BucketName":"","outputS3KeyPrefix":"","outputS3Region":"","requestedDateTime":"","serviceRole":"","status":"Pending","statusDetails":"Pending","targetCount":1,"targets":[{"key":"InstanceIds","values":["i-0',
  '"responseElements":{"sessionId":"","tokenValue":"Value hidden due to security reasons.","streamUrl":"wss://ssmmessages..amazonaws.com/v1/data-channel/?role=publish_subscribe&cell-number="}',
  '"requestParameters":{"agentName":"amazon-ssm-agent","agentStatus":"Active","agentVersion":"3.","availabilityZone":"","availabilityZoneId":"","computerName":"ip-10-.ec2.internal","iPAddress":"10.","instanceId":"i-0","platformName":"Amazon Linux","platformType":"Linux","platformVersion":"2023"},"responseElements":null',
  '"requestParameters":{"target":"i-0"},"requestParameters":{"instanceIds":["i-0"],"instanceId":"i-0","filters":[{"key":"InstanceIds","valueSet":["i-0',
  '"resources":[{"accountId":"","ARN":"arn:aws:ssm:us-east-1::parameter/"}],"resources":[{"accountId":"","type":"AWS::KMS::Key","ARN":"arn:aws:kms::key/"}],"encryptionContext":{"PARAMETER_ARN":"arn:aws:ssm:',
  '"userAgent":"aws-cli/2. Python/3. Linux/ exe/x86_64 prompt/off command/ssm.","userAgent":"Boto3/1. Python/3. Linux/ Botocore/1.","userAgent":"aws-sdk-go-v2/1. os/linux lang/go","userAgent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/ Safari/537.36","userAgent":"APN/1.0 HashiCorp/1.0 Terraform/1.","userAgent":"aws-sdk-go/1. (go1.; linux; amd64) amazon-ssm-agent/","userAgent":"AWS Internal","userAgent":"ssm.amazonaws.com"',
  '{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDA","arn":"arn:aws:iam:::user/","accountId":"","accessKeyId":"AKIA","userName":""},"type":"AWSService","invokedBy":"ssm.amazonaws.com"',
  '"inScopeOf":{"issuerType":"AWS::EC2::Instance","credentialsIssuedTo":"arn:aws:ec2:::instance/i-0"},"webIdFederationData":{},"ec2RoleDelivery":"2.0","ec2RoleDelivery":"1.0"',
  '{"eventVersion":"1.09","userIdentity":{"type":"AssumedRole","principalId":"AROA:","arn":"arn:aws:sts:::assumed-role/AWSReservedSSO_AdministratorAccess_/","accountId":"","accessKeyId":"ASIA","sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA","arn":"arn:aws:iam:::role/","accountId":"","userName":""},"webIdFederationData":{},"attributes":{"creationDate":"2026-01-01T00:00:00Z","mfaAuthenticated":"false"}}}',
  ',"eventTime":"2026-01-01T00:00:00Z","eventSource":"ssm.amazonaws.com","eventName":"","awsRegion":"us-east-1","sourceIPAddress":"","userAgent":"","requestParameters":{"',
  '},"responseElements":null,"requestID":"","eventID":"","readOnly":true,"readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"","eventCategory":"Management","tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"ssm.us-east-1.amazonaws.com"},"sessionCredentialFromConsole":"true"}',
].join('\n');
