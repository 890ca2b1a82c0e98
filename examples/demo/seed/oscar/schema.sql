-- An OSCAR-shaped database written for this project: the tables and columns the
-- demo fills, named as OSCAR names them. It is not OSCAR's own schema.
SET NAMES utf8mb4;

CREATE TABLE Facility (
  id int NOT NULL AUTO_INCREMENT,
  name varchar(32) NOT NULL,
  description varchar(70) DEFAULT NULL,
  contactName varchar(255) DEFAULT NULL,
  disabled tinyint(1) NOT NULL DEFAULT 0,
  lastUpdated datetime DEFAULT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE program (
  id int NOT NULL AUTO_INCREMENT,
  facilityId int NOT NULL,
  name varchar(70) NOT NULL,
  description varchar(255) DEFAULT NULL,
  type varchar(50) DEFAULT NULL,
  maxAllowed int NOT NULL,
  programStatus varchar(8) NOT NULL,
  lastUpdateDate datetime NOT NULL,
  PRIMARY KEY (id),
  KEY facilityId (facilityId),
  CONSTRAINT program_facility FOREIGN KEY (facilityId) REFERENCES Facility (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE clinic (
  clinic_no int NOT NULL AUTO_INCREMENT,
  clinic_name varchar(100) DEFAULT NULL,
  clinic_address varchar(60) DEFAULT '',
  clinic_city varchar(40) DEFAULT '',
  clinic_postal varchar(15) DEFAULT '',
  clinic_phone varchar(50) DEFAULT NULL,
  clinic_fax varchar(20) DEFAULT '',
  clinic_location_code varchar(10) DEFAULT NULL,
  status char(1) DEFAULT NULL,
  clinic_province varchar(40) DEFAULT NULL,
  PRIMARY KEY (clinic_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE clinic_location (
  id int NOT NULL AUTO_INCREMENT,
  clinic_location_no varchar(15) NOT NULL DEFAULT '',
  clinic_no int NOT NULL DEFAULT 0,
  clinic_location_name varchar(40) DEFAULT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE provider (
  provider_no varchar(6) NOT NULL DEFAULT '',
  last_name varchar(30) NOT NULL DEFAULT '',
  first_name varchar(30) NOT NULL DEFAULT '',
  provider_type varchar(15) NOT NULL DEFAULT '',
  specialty varchar(40) NOT NULL DEFAULT '',
  team varchar(20) DEFAULT '',
  sex char(1) NOT NULL DEFAULT '',
  ohip_no varchar(20) DEFAULT NULL,
  rma_no varchar(20) DEFAULT NULL,
  billing_no varchar(20) DEFAULT NULL,
  hso_no varchar(10) DEFAULT NULL,
  status char(1) DEFAULT NULL,
  comments text DEFAULT NULL,
  practitionerNo varchar(20) DEFAULT NULL,
  email varchar(60) DEFAULT NULL,
  lastUpdateDate datetime NOT NULL,
  PRIMARY KEY (provider_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE security (
  security_no int NOT NULL AUTO_INCREMENT,
  user_name varchar(30) NOT NULL DEFAULT '',
  password varchar(255) NOT NULL DEFAULT '',
  provider_no varchar(6) DEFAULT NULL,
  pin varchar(255) DEFAULT NULL,
  b_ExpireSet int DEFAULT 1,
  date_ExpireDate date DEFAULT '2100-01-01',
  forcePasswordReset tinyint(1) DEFAULT NULL,
  lastUpdateDate timestamp NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (security_no),
  UNIQUE KEY user_name (user_name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE secUserRole (
  id int NOT NULL AUTO_INCREMENT,
  provider_no varchar(6) NOT NULL,
  role_name varchar(60) NOT NULL,
  orgcd varchar(80) DEFAULT 'R0000001',
  activeyn int DEFAULT NULL,
  lastUpdateDate datetime NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE secRole (
  role_no int NOT NULL AUTO_INCREMENT,
  role_name varchar(60) NOT NULL,
  description varchar(60) DEFAULT NULL,
  PRIMARY KEY (role_no),
  UNIQUE KEY role_name (role_name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE secObjectName (
  objectName varchar(100) NOT NULL,
  description varchar(60) DEFAULT NULL,
  orgapplicable tinyint(1) DEFAULT 0,
  PRIMARY KEY (objectName)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE secObjPrivilege (
  roleUserGroup varchar(30) NOT NULL DEFAULT '',
  objectName varchar(100) NOT NULL DEFAULT '',
  privilege varchar(100) NOT NULL DEFAULT '0',
  priority int DEFAULT 0,
  provider_no varchar(6) DEFAULT NULL,
  PRIMARY KEY (roleUserGroup, objectName)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE property (
  id int NOT NULL AUTO_INCREMENT,
  name varchar(255) NOT NULL DEFAULT '',
  value varchar(4000) DEFAULT NULL,
  provider_no varchar(6) DEFAULT '',
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE demographic (
  demographic_no int NOT NULL AUTO_INCREMENT,
  title varchar(10) DEFAULT NULL,
  last_name varchar(30) NOT NULL DEFAULT '',
  first_name varchar(30) NOT NULL DEFAULT '',
  address varchar(60) DEFAULT NULL,
  city varchar(50) DEFAULT NULL,
  province varchar(20) DEFAULT NULL,
  postal varchar(9) DEFAULT NULL,
  phone varchar(20) DEFAULT NULL,
  phone2 varchar(20) DEFAULT NULL,
  email varchar(100) DEFAULT NULL,
  year_of_birth varchar(4) DEFAULT NULL,
  month_of_birth varchar(2) DEFAULT NULL,
  date_of_birth varchar(2) DEFAULT NULL,
  hin varchar(20) DEFAULT NULL,
  ver char(3) DEFAULT NULL,
  roster_status varchar(20) DEFAULT NULL,
  roster_date date DEFAULT NULL,
  patient_status varchar(20) DEFAULT NULL,
  date_joined date DEFAULT NULL,
  chart_no varchar(10) DEFAULT NULL,
  official_lang varchar(60) DEFAULT NULL,
  spoken_lang varchar(60) DEFAULT NULL,
  provider_no varchar(250) DEFAULT NULL,
  sex char(1) NOT NULL DEFAULT '',
  end_date date DEFAULT NULL,
  hc_type varchar(20) DEFAULT NULL,
  family_doctor varchar(80) DEFAULT NULL,
  lastUpdateUser varchar(6) DEFAULT NULL,
  lastUpdateDate datetime NOT NULL,
  PRIMARY KEY (demographic_no),
  KEY hin (hin),
  KEY name (last_name, first_name),
  KEY provider_no (provider_no(6))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE demographicExt (
  id int NOT NULL AUTO_INCREMENT,
  demographic_no int DEFAULT NULL,
  provider_no varchar(6) DEFAULT NULL,
  key_val varchar(64) DEFAULT NULL,
  value text DEFAULT NULL,
  date_time datetime DEFAULT NULL,
  hidden char(1) DEFAULT '0',
  PRIMARY KEY (id),
  KEY demographic_no (demographic_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE demographiccust (
  demographic_no int NOT NULL DEFAULT 0,
  cust1 varchar(255) DEFAULT NULL,
  cust2 varchar(255) DEFAULT NULL,
  cust3 varchar(255) DEFAULT NULL,
  cust4 varchar(255) DEFAULT NULL,
  content text DEFAULT NULL,
  PRIMARY KEY (demographic_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE admission (
  am_id bigint NOT NULL AUTO_INCREMENT,
  client_id bigint NOT NULL DEFAULT 0,
  program_id bigint NOT NULL DEFAULT 0,
  provider_no varchar(6) NOT NULL DEFAULT '0',
  admission_date datetime DEFAULT NULL,
  admission_status varchar(24) DEFAULT NULL,
  lastUpdateDate datetime NOT NULL,
  PRIMARY KEY (am_id),
  KEY client_id (client_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE appointment (
  appointment_no int NOT NULL AUTO_INCREMENT,
  provider_no varchar(6) NOT NULL DEFAULT '',
  appointment_date date NOT NULL DEFAULT '0001-01-01',
  start_time time NOT NULL DEFAULT '00:00:00',
  end_time time NOT NULL DEFAULT '00:00:00',
  name varchar(50) DEFAULT NULL,
  demographic_no int DEFAULT NULL,
  program_id int DEFAULT 0,
  notes varchar(255) DEFAULT NULL,
  reason varchar(80) DEFAULT NULL,
  location varchar(30) DEFAULT NULL,
  type varchar(50) DEFAULT NULL,
  status char(2) DEFAULT NULL,
  createdatetime datetime DEFAULT NULL,
  updatedatetime datetime DEFAULT NULL,
  creator varchar(50) DEFAULT NULL,
  lastupdateuser varchar(6) DEFAULT NULL,
  remarks varchar(50) DEFAULT NULL,
  PRIMARY KEY (appointment_no),
  KEY appointment_date (appointment_date, start_time, demographic_no),
  KEY demographic_no (demographic_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE appointment_status (
  id int NOT NULL AUTO_INCREMENT,
  status char(2) NOT NULL,
  description varchar(30) NOT NULL,
  color char(7) NOT NULL,
  active int NOT NULL DEFAULT 1,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE scheduledate (
  id int NOT NULL AUTO_INCREMENT,
  sdate date NOT NULL DEFAULT '0001-01-01',
  provider_no varchar(6) NOT NULL DEFAULT '',
  available char(1) NOT NULL DEFAULT '',
  hour varchar(255) DEFAULT NULL,
  creator varchar(50) DEFAULT NULL,
  status char(1) NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  KEY sdate (sdate, provider_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE casemgmt_note (
  note_id int NOT NULL AUTO_INCREMENT,
  update_date datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  observation_date datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  demographic_no int NOT NULL DEFAULT 0,
  provider_no varchar(20) NOT NULL DEFAULT '',
  note mediumtext NOT NULL,
  signed tinyint(1) NOT NULL DEFAULT 0,
  include_issue_innote tinyint(1) NOT NULL DEFAULT 0,
  signing_provider_no varchar(20) NOT NULL DEFAULT '',
  encounter_type varchar(100) NOT NULL DEFAULT '',
  billing_code varchar(100) NOT NULL DEFAULT '',
  program_no varchar(20) NOT NULL DEFAULT '',
  reporter_caisi_role varchar(20) NOT NULL DEFAULT '',
  reporter_program_team varchar(20) NOT NULL DEFAULT '',
  history mediumtext NOT NULL,
  locked char(1) DEFAULT NULL,
  archived tinyint(1) DEFAULT 0,
  uuid char(36) DEFAULT NULL,
  appointmentNo int DEFAULT NULL,
  PRIMARY KEY (note_id),
  KEY demographic_no (demographic_no),
  KEY uuid (uuid),
  KEY observation_date (observation_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE issue (
  issue_id int NOT NULL AUTO_INCREMENT,
  code varchar(20) NOT NULL,
  description varchar(255) NOT NULL,
  role varchar(100) NOT NULL,
  update_date datetime NOT NULL,
  type varchar(32) DEFAULT NULL,
  sortOrderId int NOT NULL,
  PRIMARY KEY (issue_id),
  KEY code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE casemgmt_issue (
  id int NOT NULL AUTO_INCREMENT,
  demographic_no int NOT NULL,
  issue_id int NOT NULL DEFAULT 0,
  acute tinyint(1) NOT NULL DEFAULT 0,
  certain tinyint(1) NOT NULL DEFAULT 0,
  major tinyint(1) NOT NULL DEFAULT 0,
  resolved tinyint(1) NOT NULL DEFAULT 0,
  program_id int DEFAULT NULL,
  type varchar(100) NOT NULL DEFAULT '',
  update_date datetime NOT NULL,
  PRIMARY KEY (id),
  KEY issue_id (issue_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE casemgmt_issue_notes (
  note_id int NOT NULL,
  id int NOT NULL,
  PRIMARY KEY (note_id, id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE casemgmt_cpp (
  id int NOT NULL AUTO_INCREMENT,
  demographic_no varchar(10) NOT NULL DEFAULT '',
  provider_no varchar(6) NOT NULL,
  socialHistory text DEFAULT NULL,
  familyHistory text DEFAULT NULL,
  medicalHistory text DEFAULT NULL,
  ongoingConcerns text DEFAULT NULL,
  reminders text DEFAULT NULL,
  update_date timestamp NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE eChart (
  eChartId int NOT NULL AUTO_INCREMENT,
  timeStamp datetime NOT NULL,
  demographicNo int NOT NULL DEFAULT 0,
  providerNo varchar(6) NOT NULL DEFAULT '',
  subject varchar(128) DEFAULT NULL,
  encounter mediumtext NOT NULL,
  PRIMARY KEY (eChartId),
  KEY demographicNo (demographicNo)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE prescription (
  script_no int NOT NULL AUTO_INCREMENT,
  provider_no varchar(6) DEFAULT NULL,
  demographic_no int DEFAULT NULL,
  date_prescribed date DEFAULT NULL,
  date_printed date DEFAULT NULL,
  textView text DEFAULT NULL,
  lastUpdateDate datetime NOT NULL,
  PRIMARY KEY (script_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE drugs (
  drugid int NOT NULL AUTO_INCREMENT,
  provider_no varchar(6) NOT NULL DEFAULT '',
  demographic_no int NOT NULL DEFAULT 0,
  rx_date date NOT NULL DEFAULT '0001-01-01',
  end_date date NOT NULL DEFAULT '0001-01-01',
  written_date date NOT NULL DEFAULT '0001-01-01',
  BN varchar(255) DEFAULT NULL,
  customName varchar(60) DEFAULT NULL,
  takemin float DEFAULT NULL,
  takemax float DEFAULT NULL,
  freqcode varchar(6) DEFAULT NULL,
  duration varchar(4) DEFAULT NULL,
  durunit char(1) DEFAULT NULL,
  quantity varchar(20) DEFAULT NULL,
  `repeat` tinyint DEFAULT NULL,
  nosubs tinyint(1) NOT NULL DEFAULT 0,
  prn tinyint(1) NOT NULL DEFAULT 0,
  special text DEFAULT NULL,
  archived tinyint(1) NOT NULL DEFAULT 0,
  GN varchar(255) DEFAULT NULL,
  ATC varchar(20) DEFAULT NULL,
  script_no int DEFAULT NULL,
  regional_identifier varchar(100) DEFAULT NULL,
  unit varchar(5) DEFAULT 'tab',
  route varchar(5) DEFAULT 'PO',
  drug_form varchar(50) DEFAULT NULL,
  create_date datetime DEFAULT NULL,
  dosage text DEFAULT NULL,
  long_term tinyint(1) DEFAULT NULL,
  lastUpdateDate datetime NOT NULL,
  PRIMARY KEY (drugid),
  KEY demographic_no (demographic_no),
  KEY script_no (script_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE allergies (
  allergyid int NOT NULL AUTO_INCREMENT,
  demographic_no int NOT NULL DEFAULT 0,
  entry_date date DEFAULT NULL,
  DESCRIPTION varchar(50) NOT NULL DEFAULT '',
  TYPECODE tinyint NOT NULL DEFAULT 0,
  reaction text DEFAULT NULL,
  archived char(1) DEFAULT '0',
  start_date date DEFAULT NULL,
  severity_of_reaction char(1) DEFAULT '0',
  position int NOT NULL DEFAULT 0,
  lastUpdateDate datetime NOT NULL,
  providerNo varchar(6) DEFAULT NULL,
  PRIMARY KEY (allergyid),
  KEY demographic_no (demographic_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE preventions (
  id int NOT NULL AUTO_INCREMENT,
  demographic_no int NOT NULL DEFAULT 0,
  creation_date datetime DEFAULT NULL,
  prevention_date datetime DEFAULT NULL,
  provider_no varchar(6) NOT NULL DEFAULT '',
  prevention_type varchar(255) DEFAULT NULL,
  deleted char(1) DEFAULT '0',
  refused char(1) DEFAULT '0',
  next_date date DEFAULT NULL,
  lastUpdateDate datetime NOT NULL,
  PRIMARY KEY (id),
  KEY preventions_demographic_no (demographic_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE preventionsExt (
  id int NOT NULL AUTO_INCREMENT,
  prevention_id int DEFAULT NULL,
  keyval varchar(20) DEFAULT NULL,
  val text DEFAULT NULL,
  PRIMARY KEY (id),
  KEY prevention_id (prevention_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE measurements (
  id int unsigned NOT NULL AUTO_INCREMENT,
  type varchar(50) NOT NULL,
  demographicNo int NOT NULL DEFAULT 0,
  providerNo varchar(6) NOT NULL DEFAULT '',
  dataField varchar(255) NOT NULL,
  measuringInstruction varchar(255) NOT NULL,
  comments varchar(255) DEFAULT NULL,
  dateObserved datetime DEFAULT NULL,
  dateEntered datetime NOT NULL,
  appointmentNo int DEFAULT NULL,
  PRIMARY KEY (id),
  KEY type (type),
  KEY demographicNo (demographicNo)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE measurementType (
  id int unsigned NOT NULL AUTO_INCREMENT,
  type varchar(50) NOT NULL,
  typeDisplayName varchar(255) NOT NULL,
  typeDescription varchar(255) NOT NULL,
  measuringInstruction varchar(255) NOT NULL,
  validation varchar(100) NOT NULL,
  createDate datetime NOT NULL,
  PRIMARY KEY (id),
  KEY type (type)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE dxresearch (
  dxresearch_no int NOT NULL AUTO_INCREMENT,
  demographic_no int DEFAULT 0,
  start_date date DEFAULT '0001-01-01',
  update_date datetime NOT NULL,
  status char(1) DEFAULT 'A',
  dxresearch_code varchar(10) DEFAULT '',
  coding_system varchar(20) DEFAULT NULL,
  providerNo varchar(6) DEFAULT NULL,
  PRIMARY KEY (dxresearch_no),
  KEY demographic_no (demographic_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE icd9 (
  id int NOT NULL AUTO_INCREMENT,
  icd9 varchar(7) NOT NULL DEFAULT '',
  description varchar(200) NOT NULL DEFAULT '',
  PRIMARY KEY (id),
  KEY icd9 (icd9)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE document (
  document_no int NOT NULL AUTO_INCREMENT,
  doctype varchar(60) DEFAULT NULL,
  docClass varchar(60) DEFAULT NULL,
  docSubClass varchar(60) DEFAULT NULL,
  docdesc varchar(255) NOT NULL DEFAULT '',
  docxml text DEFAULT NULL,
  docfilename varchar(255) NOT NULL DEFAULT '',
  doccreator varchar(30) NOT NULL DEFAULT '',
  responsible varchar(30) NOT NULL DEFAULT '',
  source varchar(60) DEFAULT NULL,
  program_id int DEFAULT NULL,
  updatedatetime datetime DEFAULT NULL,
  status char(1) NOT NULL DEFAULT '',
  contenttype varchar(60) NOT NULL DEFAULT '',
  contentdatetime datetime DEFAULT NULL,
  public1 int NOT NULL DEFAULT 0,
  observationdate date DEFAULT NULL,
  number_of_pages int DEFAULT NULL,
  PRIMARY KEY (document_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE ctl_document (
  module varchar(30) NOT NULL DEFAULT '',
  module_id int NOT NULL DEFAULT 0,
  document_no int NOT NULL DEFAULT 0,
  status char(1) DEFAULT NULL,
  PRIMARY KEY (module_id, module, document_no),
  KEY document_no (document_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE ctl_doctype (
  id int NOT NULL AUTO_INCREMENT,
  module varchar(30) NOT NULL DEFAULT '',
  doctype varchar(60) NOT NULL DEFAULT '',
  status char(1) DEFAULT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE billing (
  billing_no int NOT NULL AUTO_INCREMENT,
  clinic_no int NOT NULL DEFAULT 0,
  demographic_no int NOT NULL DEFAULT 0,
  provider_no varchar(6) NOT NULL DEFAULT '',
  appointment_no int DEFAULT NULL,
  demographic_name varchar(60) DEFAULT NULL,
  hin varchar(12) DEFAULT NULL,
  update_date date DEFAULT NULL,
  update_time time DEFAULT NULL,
  billing_date date DEFAULT NULL,
  billing_time time DEFAULT NULL,
  content text DEFAULT NULL,
  total varchar(6) DEFAULT NULL,
  status varchar(1) DEFAULT NULL,
  visitdate date DEFAULT NULL,
  visittype char(2) DEFAULT NULL,
  creator varchar(6) DEFAULT NULL,
  billingtype varchar(4) DEFAULT 'MSP',
  PRIMARY KEY (billing_no),
  KEY demographic_no (demographic_no),
  KEY billing_date (billing_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE billing_on_cheader1 (
  id int NOT NULL AUTO_INCREMENT,
  header_id int NOT NULL,
  hin char(10) DEFAULT NULL,
  dob char(8) DEFAULT NULL,
  pay_program char(3) DEFAULT 'HCP',
  demographic_no int NOT NULL DEFAULT 0,
  provider_no varchar(6) NOT NULL DEFAULT '',
  appointment_no int DEFAULT NULL,
  demographic_name varchar(60) DEFAULT NULL,
  sex char(1) DEFAULT '1',
  province char(2) DEFAULT 'ON',
  billing_date date DEFAULT NULL,
  billing_time time DEFAULT NULL,
  total decimal(10,2) DEFAULT NULL,
  paid decimal(10,2) DEFAULT NULL,
  status char(1) DEFAULT NULL,
  creator varchar(6) DEFAULT NULL,
  timestamp1 timestamp NULL DEFAULT NULL,
  PRIMARY KEY (id),
  KEY demographic_no (demographic_no),
  KEY billing_date (billing_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE billing_on_item (
  id int NOT NULL AUTO_INCREMENT,
  ch1_id int NOT NULL,
  service_code char(20) DEFAULT NULL,
  fee varchar(7) DEFAULT '',
  ser_num char(5) DEFAULT NULL,
  service_date date DEFAULT NULL,
  dx char(4) DEFAULT '',
  status char(1) DEFAULT NULL,
  timestamp timestamp NULL DEFAULT NULL,
  PRIMARY KEY (id),
  KEY ch1_id (ch1_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE billingservice (
  billingservice_no int NOT NULL AUTO_INCREMENT,
  service_code varchar(10) DEFAULT NULL,
  description text DEFAULT NULL,
  value varchar(8) DEFAULT NULL,
  billingservice_date date DEFAULT NULL,
  region varchar(5) DEFAULT NULL,
  termination_date date DEFAULT '9999-12-31',
  PRIMARY KEY (billingservice_no),
  KEY billingservice_service_code_index (service_code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE tickler (
  tickler_no int NOT NULL AUTO_INCREMENT,
  demographic_no int DEFAULT 0,
  program_id int DEFAULT NULL,
  message text DEFAULT NULL,
  status char(1) DEFAULT NULL,
  update_date datetime DEFAULT '0001-01-01 00:00:00',
  service_date datetime DEFAULT NULL,
  creator varchar(6) DEFAULT NULL,
  priority varchar(6) DEFAULT 'Normal',
  task_assigned_to varchar(255) DEFAULT NULL,
  PRIMARY KEY (tickler_no),
  KEY demo_status_date_Index (demographic_no, status, service_date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE messagetbl (
  messageid mediumint NOT NULL AUTO_INCREMENT,
  thedate date DEFAULT NULL,
  theime time DEFAULT NULL,
  themessage text DEFAULT NULL,
  thesubject varchar(128) DEFAULT NULL,
  sentby varchar(62) DEFAULT NULL,
  sentto text DEFAULT NULL,
  sentbyNo varchar(6) DEFAULT NULL,
  PRIMARY KEY (messageid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE consultationRequests (
  requestId int NOT NULL AUTO_INCREMENT,
  referalDate date DEFAULT NULL,
  serviceId int DEFAULT NULL,
  specId int DEFAULT NULL,
  reason text DEFAULT NULL,
  clinicalInfo text DEFAULT NULL,
  providerNo varchar(6) DEFAULT NULL,
  demographicNo int DEFAULT NULL,
  status char(2) DEFAULT NULL,
  urgency char(2) DEFAULT NULL,
  lastUpdateDate datetime NOT NULL,
  PRIMARY KEY (requestId),
  KEY demographicNo (demographicNo)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE professionalSpecialists (
  specId int NOT NULL AUTO_INCREMENT,
  fName varchar(32) DEFAULT NULL,
  lName varchar(32) DEFAULT NULL,
  proLetters varchar(20) DEFAULT NULL,
  address varchar(255) DEFAULT NULL,
  phone varchar(30) DEFAULT NULL,
  specType varchar(128) DEFAULT NULL,
  lastUpdated timestamp NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (specId)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE eform (
  fid int NOT NULL AUTO_INCREMENT,
  form_name varchar(255) DEFAULT NULL,
  file_name varchar(255) DEFAULT NULL,
  subject varchar(255) DEFAULT NULL,
  form_date date DEFAULT NULL,
  form_time time DEFAULT NULL,
  form_creator varchar(255) DEFAULT NULL,
  status tinyint(1) NOT NULL DEFAULT 1,
  form_html mediumtext DEFAULT NULL,
  PRIMARY KEY (fid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE eform_data (
  fdid int NOT NULL AUTO_INCREMENT,
  fid int NOT NULL DEFAULT 0,
  form_name varchar(255) DEFAULT NULL,
  subject varchar(255) DEFAULT NULL,
  demographic_no int NOT NULL DEFAULT 0,
  status tinyint(1) NOT NULL DEFAULT 1,
  form_date date DEFAULT NULL,
  form_time time DEFAULT NULL,
  form_provider varchar(255) DEFAULT NULL,
  form_data mediumtext DEFAULT NULL,
  PRIMARY KEY (fdid),
  KEY demographic_no (demographic_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE fileUploadCheck (
  id int NOT NULL AUTO_INCREMENT,
  provider_no varchar(6) NOT NULL DEFAULT '',
  filename varchar(255) DEFAULT NULL,
  md5sum varchar(255) DEFAULT NULL,
  date_time datetime DEFAULT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE hl7TextMessage (
  lab_id int NOT NULL AUTO_INCREMENT,
  fileUploadCheck_id int NOT NULL,
  message longtext NOT NULL,
  type varchar(100) NOT NULL,
  serviceName varchar(100) NOT NULL,
  created datetime NOT NULL,
  PRIMARY KEY (lab_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE hl7TextInfo (
  id int NOT NULL AUTO_INCREMENT,
  lab_no int NOT NULL,
  sex varchar(1) DEFAULT NULL,
  health_no varchar(12) DEFAULT NULL,
  result_status varchar(1) DEFAULT NULL,
  obr_date varchar(20) DEFAULT NULL,
  discipline varchar(100) DEFAULT NULL,
  last_name varchar(30) DEFAULT NULL,
  first_name varchar(30) DEFAULT NULL,
  report_status varchar(10) NOT NULL DEFAULT 'F',
  accessionNum varchar(255) DEFAULT NULL,
  PRIMARY KEY (id),
  KEY labno_index (lab_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE patientLabRouting (
  id int NOT NULL AUTO_INCREMENT,
  demographic_no int NOT NULL DEFAULT 0,
  lab_no int NOT NULL DEFAULT 0,
  lab_type char(3) NOT NULL DEFAULT 'MDS',
  created datetime NOT NULL,
  PRIMARY KEY (id),
  KEY demographic (demographic_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE providerLabRouting (
  id int NOT NULL AUTO_INCREMENT,
  provider_no varchar(6) NOT NULL DEFAULT '',
  lab_no int NOT NULL DEFAULT 0,
  status char(1) DEFAULT '',
  comment varchar(255) DEFAULT '',
  timestamp timestamp NOT NULL DEFAULT current_timestamp(),
  lab_type char(3) DEFAULT 'MDS',
  PRIMARY KEY (id),
  KEY labno_index (lab_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE log (
  id bigint NOT NULL AUTO_INCREMENT,
  dateTime datetime NOT NULL,
  provider_no varchar(10) DEFAULT NULL,
  action varchar(100) DEFAULT NULL,
  content varchar(80) DEFAULT NULL,
  contentId varchar(80) DEFAULT NULL,
  ip varchar(64) DEFAULT NULL,
  demographic_no int DEFAULT NULL,
  data text DEFAULT NULL,
  securityId int DEFAULT NULL,
  PRIMARY KEY (id),
  KEY datetime (dateTime, provider_no),
  KEY demographic_no (demographic_no)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
