export * from './DeliveryProblem';
export * from './Mailer';
export * from './MailSettings';
