-- An OpenEMR-shaped database written for this project: the tables and columns the
-- demo fills, named as OpenEMR names them. It is not OpenEMR's own schema.
SET NAMES utf8mb4;

CREATE TABLE version (
  v_major int NOT NULL DEFAULT 0,
  v_minor int NOT NULL DEFAULT 0,
  v_patch int NOT NULL DEFAULT 0,
  v_realpatch int NOT NULL DEFAULT 0,
  v_tag varchar(31) NOT NULL DEFAULT '',
  v_database int NOT NULL DEFAULT 0,
  v_acl int NOT NULL DEFAULT 0,
  PRIMARY KEY (v_major, v_minor, v_patch)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE globals (
  gl_name varchar(63) NOT NULL,
  gl_index int NOT NULL DEFAULT 0,
  gl_value varchar(255) NOT NULL DEFAULT '',
  PRIMARY KEY (gl_name, gl_index)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE `keys` (
  id bigint NOT NULL AUTO_INCREMENT,
  name varchar(20) NOT NULL DEFAULT '',
  value text DEFAULT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY name (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE facility (
  id int NOT NULL AUTO_INCREMENT,
  name varchar(255) DEFAULT NULL,
  phone varchar(30) DEFAULT NULL,
  fax varchar(30) DEFAULT NULL,
  street varchar(255) DEFAULT NULL,
  city varchar(255) DEFAULT NULL,
  state varchar(50) DEFAULT NULL,
  postal_code varchar(11) DEFAULT NULL,
  country_code varchar(30) NOT NULL DEFAULT '',
  federal_ein varchar(15) DEFAULT NULL,
  facility_npi varchar(15) DEFAULT NULL,
  service_location tinyint(1) NOT NULL DEFAULT 1,
  billing_location tinyint(1) NOT NULL DEFAULT 1,
  primary_business_entity int NOT NULL DEFAULT 1,
  last_updated datetime NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE users (
  id bigint NOT NULL AUTO_INCREMENT,
  username varchar(255) DEFAULT NULL,
  password longtext DEFAULT NULL,
  authorized tinyint(1) DEFAULT NULL,
  fname varchar(255) DEFAULT NULL,
  mname varchar(255) DEFAULT NULL,
  lname varchar(255) DEFAULT NULL,
  federaltaxid varchar(255) DEFAULT NULL,
  facility varchar(255) DEFAULT NULL,
  facility_id int NOT NULL DEFAULT 0,
  see_auth int NOT NULL DEFAULT 1,
  active tinyint(1) NOT NULL DEFAULT 1,
  npi varchar(15) DEFAULT NULL,
  title varchar(30) DEFAULT NULL,
  specialty varchar(255) DEFAULT NULL,
  email varchar(255) DEFAULT NULL,
  calendar tinyint(1) NOT NULL DEFAULT 0,
  last_updated datetime NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE users_secure (
  id bigint NOT NULL,
  username varchar(255) DEFAULT NULL,
  password varchar(255) DEFAULT NULL,
  last_update_password datetime DEFAULT NULL,
  last_update timestamp NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id),
  UNIQUE KEY USERNAME_ID (id, username)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE `groups` (
  id bigint NOT NULL AUTO_INCREMENT,
  name longtext DEFAULT NULL,
  user longtext DEFAULT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE gacl_aro (
  id int NOT NULL DEFAULT 0,
  section_value varchar(150) NOT NULL DEFAULT '0',
  value varchar(150) NOT NULL DEFAULT '',
  order_value int NOT NULL DEFAULT 0,
  name varchar(255) NOT NULL DEFAULT '',
  hidden int NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE list_options (
  list_id varchar(100) NOT NULL DEFAULT '',
  option_id varchar(100) NOT NULL DEFAULT '',
  title varchar(255) NOT NULL DEFAULT '',
  seq int NOT NULL DEFAULT 0,
  is_default tinyint(1) NOT NULL DEFAULT 0,
  option_value float NOT NULL DEFAULT 0,
  notes text DEFAULT NULL,
  codes varchar(255) NOT NULL DEFAULT '',
  activity tinyint NOT NULL DEFAULT 1,
  last_updated datetime NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (list_id, option_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE layout_options (
  form_id varchar(31) NOT NULL DEFAULT '',
  field_id varchar(31) NOT NULL DEFAULT '',
  group_id varchar(31) NOT NULL DEFAULT '',
  title text DEFAULT NULL,
  seq int NOT NULL DEFAULT 0,
  data_type tinyint NOT NULL DEFAULT 0,
  uor tinyint(1) NOT NULL DEFAULT 1,
  list_id varchar(100) NOT NULL DEFAULT '',
  PRIMARY KEY (form_id, field_id, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE registry (
  id bigint NOT NULL AUTO_INCREMENT,
  name varchar(255) DEFAULT NULL,
  state tinyint DEFAULT NULL,
  directory varchar(255) DEFAULT NULL,
  category varchar(255) DEFAULT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE codes (
  id int NOT NULL AUTO_INCREMENT,
  code_text text DEFAULT NULL,
  code varchar(25) NOT NULL DEFAULT '',
  code_type smallint DEFAULT NULL,
  fee decimal(12,2) DEFAULT NULL,
  active tinyint(1) DEFAULT 1,
  PRIMARY KEY (id),
  KEY code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE insurance_companies (
  id int NOT NULL DEFAULT 0,
  name varchar(255) DEFAULT NULL,
  attn varchar(255) DEFAULT NULL,
  cms_id varchar(15) DEFAULT NULL,
  inactive tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE patient_data (
  id bigint NOT NULL AUTO_INCREMENT,
  uuid binary(16) DEFAULT NULL,
  title varchar(255) NOT NULL DEFAULT '',
  language varchar(255) NOT NULL DEFAULT '',
  fname varchar(255) NOT NULL DEFAULT '',
  lname varchar(255) NOT NULL DEFAULT '',
  mname varchar(255) NOT NULL DEFAULT '',
  DOB date DEFAULT NULL,
  street varchar(255) NOT NULL DEFAULT '',
  postal_code varchar(255) NOT NULL DEFAULT '',
  city varchar(255) NOT NULL DEFAULT '',
  state varchar(255) NOT NULL DEFAULT '',
  country_code varchar(255) NOT NULL DEFAULT '',
  ss varchar(255) NOT NULL DEFAULT '',
  phone_home varchar(255) NOT NULL DEFAULT '',
  phone_cell varchar(255) NOT NULL DEFAULT '',
  status varchar(255) NOT NULL DEFAULT '',
  date datetime DEFAULT NULL,
  sex varchar(255) NOT NULL DEFAULT '',
  providerID int DEFAULT NULL,
  email varchar(255) NOT NULL DEFAULT '',
  pubpid varchar(255) NOT NULL DEFAULT '',
  pid bigint NOT NULL DEFAULT 0,
  hipaa_notice varchar(3) NOT NULL DEFAULT '',
  pricelevel varchar(255) NOT NULL DEFAULT 'standard',
  regdate datetime DEFAULT NULL,
  deceased_date datetime DEFAULT NULL,
  last_updated datetime NOT NULL DEFAULT current_timestamp(),
  UNIQUE KEY pid (pid),
  UNIQUE KEY uuid (uuid),
  KEY idx_patient_name (lname, fname),
  KEY id (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE history_data (
  id bigint NOT NULL AUTO_INCREMENT,
  tobacco longtext DEFAULT NULL,
  alcohol longtext DEFAULT NULL,
  exercise_patterns longtext DEFAULT NULL,
  history_mother longtext DEFAULT NULL,
  history_father longtext DEFAULT NULL,
  date datetime DEFAULT NULL,
  pid bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY pid (pid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE employer_data (
  id bigint NOT NULL AUTO_INCREMENT,
  name varchar(255) DEFAULT NULL,
  city varchar(255) DEFAULT NULL,
  date datetime DEFAULT NULL,
  pid bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY pid (pid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE insurance_data (
  id bigint NOT NULL AUTO_INCREMENT,
  type enum('primary','secondary','tertiary') DEFAULT NULL,
  provider varchar(255) DEFAULT NULL,
  plan_name varchar(255) DEFAULT NULL,
  policy_number varchar(255) DEFAULT NULL,
  subscriber_lname varchar(255) DEFAULT NULL,
  subscriber_fname varchar(255) DEFAULT NULL,
  date date DEFAULT NULL,
  pid bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY pid (pid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE form_encounter (
  id bigint NOT NULL AUTO_INCREMENT,
  uuid binary(16) DEFAULT NULL,
  date datetime DEFAULT NULL,
  reason longtext DEFAULT NULL,
  facility longtext DEFAULT NULL,
  facility_id int NOT NULL DEFAULT 0,
  pid bigint DEFAULT NULL,
  encounter bigint DEFAULT NULL,
  onset_date datetime DEFAULT NULL,
  pc_catid int NOT NULL DEFAULT 5,
  provider_id int DEFAULT 0,
  class_code varchar(10) NOT NULL DEFAULT 'AMB',
  date_end datetime DEFAULT NULL,
  last_update timestamp NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id),
  UNIQUE KEY uuid (uuid),
  KEY pid_encounter (pid, encounter),
  KEY encounter_date (date)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE forms (
  id bigint NOT NULL AUTO_INCREMENT,
  date datetime DEFAULT NULL,
  encounter bigint DEFAULT NULL,
  form_name longtext DEFAULT NULL,
  form_id bigint DEFAULT NULL,
  pid bigint DEFAULT NULL,
  user varchar(255) DEFAULT NULL,
  groupname varchar(255) DEFAULT NULL,
  authorized tinyint DEFAULT NULL,
  deleted tinyint NOT NULL DEFAULT 0,
  formdir longtext DEFAULT NULL,
  provider_id bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  KEY pid_encounter (pid, encounter),
  KEY form_id (form_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE form_soap (
  id bigint NOT NULL AUTO_INCREMENT,
  date datetime DEFAULT NULL,
  pid bigint DEFAULT 0,
  user varchar(255) DEFAULT NULL,
  groupname varchar(255) DEFAULT NULL,
  authorized tinyint DEFAULT 0,
  activity tinyint DEFAULT 0,
  subjective text DEFAULT NULL,
  objective text DEFAULT NULL,
  assessment text DEFAULT NULL,
  plan text DEFAULT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE form_vitals (
  id bigint NOT NULL AUTO_INCREMENT,
  date datetime DEFAULT NULL,
  pid bigint DEFAULT 0,
  user varchar(255) DEFAULT NULL,
  groupname varchar(255) DEFAULT NULL,
  authorized tinyint DEFAULT 0,
  activity tinyint DEFAULT 0,
  bps varchar(40) DEFAULT NULL,
  bpd varchar(40) DEFAULT NULL,
  weight decimal(12,6) DEFAULT 0,
  height decimal(12,6) DEFAULT 0,
  temperature decimal(12,6) DEFAULT 0,
  pulse decimal(12,6) DEFAULT 0,
  note varchar(255) DEFAULT NULL,
  last_updated datetime NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id),
  KEY pid (pid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE form_clinical_notes (
  id bigint NOT NULL AUTO_INCREMENT,
  form_id bigint NOT NULL DEFAULT 0,
  date date DEFAULT NULL,
  pid bigint DEFAULT NULL,
  encounter varchar(255) DEFAULT NULL,
  user varchar(255) DEFAULT NULL,
  activity tinyint DEFAULT NULL,
  code varchar(255) DEFAULT NULL,
  codetext text DEFAULT NULL,
  description text DEFAULT NULL,
  last_updated datetime NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE lists (
  id bigint NOT NULL AUTO_INCREMENT,
  uuid binary(16) DEFAULT NULL,
  date datetime DEFAULT NULL,
  type varchar(255) DEFAULT NULL,
  subtype varchar(31) NOT NULL DEFAULT '',
  title varchar(255) DEFAULT NULL,
  begdate datetime DEFAULT NULL,
  enddate datetime DEFAULT NULL,
  occurrence int DEFAULT 0,
  diagnosis varchar(255) DEFAULT NULL,
  activity tinyint DEFAULT NULL,
  comments longtext DEFAULT NULL,
  pid bigint DEFAULT NULL,
  user varchar(255) DEFAULT NULL,
  reaction varchar(255) NOT NULL DEFAULT '',
  modifydate timestamp NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id),
  UNIQUE KEY uuid (uuid),
  KEY pid (pid),
  KEY type (type)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE issue_encounter (
  id bigint NOT NULL AUTO_INCREMENT,
  pid bigint NOT NULL,
  list_id int NOT NULL,
  encounter int NOT NULL,
  resolved tinyint(1) NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uniq_issue_key (pid, list_id, encounter)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE prescriptions (
  id int NOT NULL AUTO_INCREMENT,
  uuid binary(16) DEFAULT NULL,
  patient_id bigint DEFAULT NULL,
  date_added datetime DEFAULT NULL,
  date_modified datetime DEFAULT NULL,
  provider_id int DEFAULT NULL,
  encounter int DEFAULT NULL,
  start_date date DEFAULT NULL,
  drug varchar(150) DEFAULT NULL,
  drug_id int NOT NULL DEFAULT 0,
  rxnorm_drugcode varchar(25) DEFAULT NULL,
  dosage varchar(100) DEFAULT NULL,
  quantity varchar(31) DEFAULT NULL,
  refills int DEFAULT NULL,
  note text DEFAULT NULL,
  active int NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY uuid (uuid),
  KEY patient_id (patient_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE drugs (
  drug_id int NOT NULL AUTO_INCREMENT,
  name varchar(255) NOT NULL DEFAULT '',
  ndc_number varchar(20) NOT NULL DEFAULT '',
  form varchar(31) NOT NULL DEFAULT '0',
  active tinyint(1) DEFAULT 1,
  PRIMARY KEY (drug_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE immunizations (
  id bigint NOT NULL AUTO_INCREMENT,
  patient_id bigint DEFAULT NULL,
  administered_date datetime DEFAULT NULL,
  cvx_code varchar(64) DEFAULT NULL,
  lot_number varchar(50) DEFAULT NULL,
  administered_by_id bigint DEFAULT NULL,
  create_date datetime DEFAULT NULL,
  update_date timestamp NOT NULL DEFAULT current_timestamp(),
  PRIMARY KEY (id),
  KEY patient_id (patient_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE categories (
  id int NOT NULL DEFAULT 0,
  name varchar(255) DEFAULT NULL,
  parent int NOT NULL DEFAULT 0,
  lft int NOT NULL DEFAULT 0,
  rght int NOT NULL DEFAULT 0,
  aco_spec varchar(63) NOT NULL DEFAULT 'patients|docs',
  PRIMARY KEY (id),
  KEY parent (parent)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE categories_to_documents (
  category_id int NOT NULL DEFAULT 0,
  document_id int NOT NULL DEFAULT 0,
  PRIMARY KEY (category_id, document_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE documents (
  id int NOT NULL DEFAULT 0,
  uuid binary(16) DEFAULT NULL,
  type enum('file_url','blob','web_url') DEFAULT NULL,
  size int DEFAULT NULL,
  date datetime DEFAULT NULL,
  url varchar(255) DEFAULT NULL,
  mimetype varchar(255) DEFAULT NULL,
  pages int DEFAULT NULL,
  owner int DEFAULT NULL,
  revision timestamp NOT NULL DEFAULT current_timestamp(),
  foreign_id bigint DEFAULT NULL,
  docdate date DEFAULT NULL,
  hash varchar(255) DEFAULT NULL,
  list_id bigint NOT NULL DEFAULT 0,
  name varchar(255) DEFAULT NULL,
  drive_uuid binary(16) DEFAULT NULL,
  storagemethod tinyint NOT NULL DEFAULT 0,
  path_depth tinyint DEFAULT 1,
  encrypted tinyint NOT NULL DEFAULT 0,
  deleted tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (id),
  UNIQUE KEY uuid (uuid),
  KEY foreign_id (foreign_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE billing (
  id int NOT NULL AUTO_INCREMENT,
  date datetime DEFAULT NULL,
  code_type varchar(15) DEFAULT NULL,
  code varchar(20) DEFAULT NULL,
  pid bigint DEFAULT NULL,
  provider_id int DEFAULT NULL,
  encounter int DEFAULT NULL,
  code_text longtext DEFAULT NULL,
  billed tinyint(1) DEFAULT NULL,
  activity tinyint(1) DEFAULT NULL,
  units int DEFAULT NULL,
  fee decimal(12,2) DEFAULT NULL,
  PRIMARY KEY (id),
  KEY pid (pid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE ar_session (
  session_id int unsigned NOT NULL AUTO_INCREMENT,
  payer_id int NOT NULL,
  user_id int NOT NULL,
  pay_total decimal(12,2) NOT NULL DEFAULT 0,
  created_time timestamp NOT NULL DEFAULT current_timestamp(),
  patient_id bigint NOT NULL,
  PRIMARY KEY (session_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE pnotes (
  id bigint NOT NULL AUTO_INCREMENT,
  date datetime DEFAULT NULL,
  body longtext DEFAULT NULL,
  pid bigint DEFAULT NULL,
  user varchar(255) DEFAULT NULL,
  groupname varchar(255) DEFAULT NULL,
  activity tinyint DEFAULT NULL,
  title varchar(255) DEFAULT NULL,
  assigned_to varchar(255) DEFAULT NULL,
  message_status varchar(20) NOT NULL DEFAULT 'New',
  PRIMARY KEY (id),
  KEY pid (pid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE openemr_postcalendar_categories (
  pc_catid int unsigned NOT NULL AUTO_INCREMENT,
  pc_constant_id varchar(255) DEFAULT NULL,
  pc_catname varchar(100) DEFAULT NULL,
  pc_catcolor varchar(50) DEFAULT NULL,
  pc_duration bigint NOT NULL DEFAULT 0,
  pc_active tinyint(1) NOT NULL DEFAULT 1,
  PRIMARY KEY (pc_catid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE openemr_postcalendar_events (
  pc_eid int unsigned NOT NULL AUTO_INCREMENT,
  pc_catid int NOT NULL DEFAULT 0,
  pc_aid varchar(30) DEFAULT NULL,
  pc_pid varchar(11) DEFAULT NULL,
  pc_title varchar(150) DEFAULT NULL,
  pc_time datetime DEFAULT NULL,
  pc_hometext text DEFAULT NULL,
  pc_eventDate date NOT NULL,
  pc_duration bigint NOT NULL DEFAULT 0,
  pc_startTime time DEFAULT NULL,
  pc_endTime time DEFAULT NULL,
  pc_apptstatus varchar(15) NOT NULL DEFAULT '-',
  pc_facility int NOT NULL DEFAULT 0,
  PRIMARY KEY (pc_eid),
  KEY pc_eventDate (pc_eventDate)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE procedure_order (
  procedure_order_id bigint NOT NULL AUTO_INCREMENT,
  provider_id bigint NOT NULL DEFAULT 0,
  patient_id bigint NOT NULL,
  encounter_id bigint NOT NULL DEFAULT 0,
  date_ordered datetime DEFAULT NULL,
  order_status varchar(31) NOT NULL DEFAULT '',
  order_diagnosis varchar(255) DEFAULT '',
  PRIMARY KEY (procedure_order_id),
  KEY patient_id (patient_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE procedure_report (
  procedure_report_id bigint NOT NULL AUTO_INCREMENT,
  procedure_order_id bigint DEFAULT NULL,
  date_report datetime DEFAULT NULL,
  report_status varchar(31) NOT NULL DEFAULT '',
  report_notes text DEFAULT NULL,
  PRIMARY KEY (procedure_report_id),
  KEY procedure_order_id (procedure_order_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE procedure_result (
  procedure_result_id bigint NOT NULL AUTO_INCREMENT,
  procedure_report_id bigint NOT NULL,
  result_code varchar(31) NOT NULL DEFAULT '',
  result_text varchar(255) NOT NULL DEFAULT '',
  date datetime DEFAULT NULL,
  units varchar(31) NOT NULL DEFAULT '',
  result varchar(255) NOT NULL DEFAULT '',
  `range` varchar(255) NOT NULL DEFAULT '',
  PRIMARY KEY (procedure_result_id),
  KEY procedure_report_id (procedure_report_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE uuid_registry (
  uuid binary(16) NOT NULL,
  table_name varchar(255) NOT NULL DEFAULT '',
  created timestamp NULL DEFAULT NULL,
  PRIMARY KEY (uuid)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE sequences (
  id int unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE log (
  id bigint NOT NULL AUTO_INCREMENT,
  date datetime DEFAULT NULL,
  event varchar(255) DEFAULT NULL,
  category varchar(255) DEFAULT NULL,
  user varchar(255) DEFAULT NULL,
  groupname varchar(255) DEFAULT NULL,
  comments longtext DEFAULT NULL,
  patient_id bigint DEFAULT NULL,
  success tinyint(1) DEFAULT 1,
  log_from varchar(20) DEFAULT 'open-emr',
  PRIMARY KEY (id),
  KEY patient_id (patient_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE log_comment_encrypt (
  id int NOT NULL AUTO_INCREMENT,
  log_id int NOT NULL,
  encrypt enum('Yes','No') NOT NULL DEFAULT 'No',
  checksum longtext DEFAULT NULL,
  version tinyint NOT NULL DEFAULT 0,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
