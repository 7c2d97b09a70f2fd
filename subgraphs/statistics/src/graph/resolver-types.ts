// Made from schema.graphql by `npm run codegen`. Do not edit.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { RegionGeometryModel, DataflowModel, ReleaseModel, WithdrawalModel, PlannedReleaseModel, ObservationGroupModel, ObservationChangeModel, MicrodataModel, VariableModel, VariableCodeModel, CustomTableModel, CustomCellModel, PrivacyTermsModel, PrivacyBudgetModel, PrivateTableModel, PrivateCellModel, UnitModel, DataStructureModel, DimensionModel, MeasureModel, AttributeModel, CodelistModel, CodeModel, ObservationModel, KeyValueModel, RegionModel, IndicatorModel, SeriesModel, AgencyModel } from './mappers.ts';
import type { SubgraphContext } from '@civic-graph/subgraph-kit';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant with its offset from UTC (RFC 3339). */
  DateTime: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** Data classes, from public to never published. */
export type DataClass =
  /** Public: anyone may read it. */
  | 'C0'
  /** Pseudonymous: about a person whom the reader cannot identify. Needs an authenticated caller. */
  | 'C1'
  /** Personal: needs the citizen's consent for a purpose, or an official capacity. Reading it is logged. */
  | 'C2'
  /** Sensitive: as C2, and the citizen must have been identified at the high level. */
  | 'C3'
  /** Never published: national id numbers, biometrics. */
  | 'C4';

/** Scope of a cached answer. */
export type CacheControlScope =
  /** The same for every caller. */
  | 'PUBLIC'
  /** Specific to one caller; the gateway never caches it. */
  | 'PRIVATE';

/** Outline of a region on a map. */
export type RegionGeometry = {
  readonly __typename?: 'RegionGeometry';
  /** As a GeoJSON Polygon or MultiPolygon in WGS 84 (RFC 7946). */
  readonly geoJson: Scalars['String']['output'];
};


/** Outline of a region on a map. */
export type RegionGeometryGeoJsonArgs = {
  detail?: GeometryDetail;
};

/** How exactly an outline is drawn; at each level, neighbours share their border. */
export type GeometryDetail =
  /** As the agency has loaded it, with up to 50,000 positions. */
  | 'FULL'
  /** About a quarter of the positions. */
  | 'MEDIUM'
  /** About a twentieth of the positions, for small maps. */
  | 'LOW';

/** Position of a page in its list (Relay). */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Whether there is a next page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is a previous page. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item of this page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
  /** Cursor of the last item of this page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** The catalogue: all published data sets, by id. */
  readonly dataflows: DataflowConnection;
  /** A published data set; null if there is none. */
  readonly dataflow?: Maybe<Dataflow>;
  /** Planned releases of data sets, soonest first. */
  readonly releaseCalendar: ReadonlyArray<PlannedRelease>;
  /** Unit records from which custom tables are counted. Records are never served. */
  readonly microdata: ReadonlyArray<Microdata>;
  /**
   * Counts unit records by any of their variables. Counts are perturbed by the cell key method, so they differ slightly
   * from the true ones and do not add up exactly; the same cell always has the same count, in whichever table it is.
   */
  readonly customTable: CustomTable;
  /**
   * Counts unit records whose owner offers them under differential privacy (`Microdata.privacy`). The calling app pays
   * epsilon for each new question; a repeated question has the same answer and costs nothing. If the budget does not
   * suffice, the table is refused with PRIVACY_BUDGET_EXHAUSTED.
   */
  readonly privateTable?: Maybe<PrivateTable>;
  /** What the calling app can still spend on tables of unit records; null if they have no budget. */
  readonly privacyBudget?: Maybe<PrivacyBudget>;
  /** A region; null if there is none. */
  readonly region?: Maybe<Region>;
  /**
   * The region at a point, by the outlines that the agency has loaded (`Region.geometry`); null if there is none. A point on
   * a border is in the region with the smaller code.
   */
  readonly regionAt?: Maybe<Region>;
  /** Regions, by code. */
  readonly regions: RegionConnection;
};


export type QueryDataflowsArgs = {
  agency?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryDataflowArgs = {
  id: Scalars['ID']['input'];
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryCustomTableArgs = {
  microdata: Scalars['ID']['input'];
  variables: ReadonlyArray<Scalars['ID']['input']>;
  where?: InputMaybe<ReadonlyArray<KeyFilter>>;
};


export type QueryPrivateTableArgs = {
  microdata: Scalars['ID']['input'];
  variables: ReadonlyArray<Scalars['ID']['input']>;
  where?: InputMaybe<ReadonlyArray<KeyFilter>>;
  epsilon: Scalars['Float']['input'];
};


export type QueryPrivacyBudgetArgs = {
  microdata: Scalars['ID']['input'];
};


export type QueryRegionArgs = {
  code: Scalars['ID']['input'];
};


export type QueryRegionAtArgs = {
  latitude: Scalars['Float']['input'];
  longitude: Scalars['Float']['input'];
  level?: InputMaybe<RegionLevel>;
};


export type QueryRegionsArgs = {
  level?: InputMaybe<RegionLevel>;
  parent?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** Language of the platform's texts. */
export type Language =
  /** Simplified Chinese, the official wording. */
  | 'ZH'
  /** English. */
  | 'EN';

/** A published data set (SDMX 3 Dataflow) with its catalogue entry (DCAT 3 Dataset). */
export type Dataflow = {
  readonly __typename?: 'Dataflow';
  /** Id in the catalogue. */
  readonly id: Scalars['ID']['output'];
  /** Changes whenever the content does; results for one version never change. */
  readonly version: Scalars['String']['output'];
  /** Title (dct:title). */
  readonly title: Scalars['String']['output'];
  /** What it counts, and how (dct:description). */
  readonly description: Scalars['String']['output'];
  /** Keywords (dcat:keyword). */
  readonly keywords: ReadonlyArray<Scalars['String']['output']>;
  /** The agency that owns and publishes it (dct:publisher); null if it is not in the directory of agencies. */
  readonly agency?: Maybe<Agency>;
  /** Licence of the data (dct:license). */
  readonly licence: Licence;
  /** Where the agency got the data from (dct:source). */
  readonly source: Scalars['String']['output'];
  /** A page about it (dcat:landingPage). */
  readonly landingPage?: Maybe<Scalars['String']['output']>;
  /** When its owner last changed it (dct:modified). */
  readonly lastUpdated: Scalars['DateTime']['output'];
  /** When this release was published (dct:issued). */
  readonly publishedAt: Scalars['DateTime']['output'];
  /** Its releases, newest first. A release never changes. */
  readonly releases: ReleaseConnection;
  /**
   * Values grouped by some dimensions, with growth, share and rank. Values are summed over the other dimensions, which is
   * refused unless the measure is additive (`Measure.additive`); a total of the data set is used where there is one. Without
   * `key`, the groups are the codes directly below the total.
   */
  readonly groups: ReadonlyArray<ObservationGroup>;
  /**
   * Observations that differ between the release at an instant and this one, by key and period. Refused if the two
   * releases have more than five million observations.
   */
  readonly changes: ObservationChangeConnection;
  /** Length of its periods (dct:accrualPeriodicity). */
  readonly frequency: Frequency;
  /**
   * First day of the reporting years of periods such as 2015-Q1, e.g. --07-01 (SDMX REPORTING_YEAR_START_DAY);
   * null if they begin on 1 January.
   */
  readonly reportingYearStartDay?: Maybe<Scalars['String']['output']>;
  /** First and last period (dct:temporal). */
  readonly temporal: TemporalCoverage;
  /** Unit of its values. */
  readonly unit: Unit;
  /** Its dimensions, measure and attributes. */
  readonly structure: DataStructure;
  /** Number of observations, including suppressed ones. */
  readonly observationCount: Scalars['Int']['output'];
  /** Its disclosure control; null if it has nothing to protect. */
  readonly disclosureControl?: Maybe<DisclosureControl>;
  /** Its observations in a stable order: by region, then by the codes of the other dimensions, then by period. */
  readonly observations: ObservationConnection;
};


/** A published data set (SDMX 3 Dataflow) with its catalogue entry (DCAT 3 Dataset). */
export type DataflowTitleArgs = {
  language?: Language;
};


/** A published data set (SDMX 3 Dataflow) with its catalogue entry (DCAT 3 Dataset). */
export type DataflowDescriptionArgs = {
  language?: Language;
};


/** A published data set (SDMX 3 Dataflow) with its catalogue entry (DCAT 3 Dataset). */
export type DataflowReleasesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A published data set (SDMX 3 Dataflow) with its catalogue entry (DCAT 3 Dataset). */
export type DataflowGroupsArgs = {
  by: ReadonlyArray<Scalars['ID']['input']>;
  key?: InputMaybe<ReadonlyArray<KeyFilter>>;
  from?: InputMaybe<Scalars['String']['input']>;
  to?: InputMaybe<Scalars['String']['input']>;
  perCapitaOf?: InputMaybe<Scalars['ID']['input']>;
  order?: GroupOrder;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A published data set (SDMX 3 Dataflow) with its catalogue entry (DCAT 3 Dataset). */
export type DataflowChangesArgs = {
  since: Scalars['DateTime']['input'];
  key?: InputMaybe<ReadonlyArray<KeyFilter>>;
  from?: InputMaybe<Scalars['String']['input']>;
  to?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A published data set (SDMX 3 Dataflow) with its catalogue entry (DCAT 3 Dataset). */
export type DataflowObservationsArgs = {
  key?: InputMaybe<ReadonlyArray<KeyFilter>>;
  from?: InputMaybe<Scalars['String']['input']>;
  to?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A release of a data set (a vintage), which stays readable after later ones. */
export type Release = {
  readonly __typename?: 'Release';
  /** Version of the data set in this release. */
  readonly version: Scalars['String']['output'];
  /** When it was published. */
  readonly publishedAt: Scalars['DateTime']['output'];
  /** When its owner last changed the data set before this release. */
  readonly lastUpdated: Scalars['DateTime']['output'];
  /** Number of observations, including suppressed ones. */
  readonly observationCount: Scalars['Int']['output'];
  /** Whether it is the latest release. */
  readonly isCurrent: Scalars['Boolean']['output'];
  /** The data set as it was released; refused with RELEASE_WITHDRAWN if it was withdrawn. */
  readonly dataflow?: Maybe<Dataflow>;
  /** Set if its owner has withdrawn it. */
  readonly withdrawal?: Maybe<Withdrawal>;
};

/** The record of a release that its owner has withdrawn. */
export type Withdrawal = {
  readonly __typename?: 'Withdrawal';
  /** When it was withdrawn; from then on the previous release is current. */
  readonly withdrawnAt: Scalars['DateTime']['output'];
  /** Why it was withdrawn. */
  readonly reason: Scalars['String']['output'];
};


/** The record of a release that its owner has withdrawn. */
export type WithdrawalReasonArgs = {
  language?: Language;
};

/** A release that its owner has announced. */
export type PlannedRelease = {
  readonly __typename?: 'PlannedRelease';
  /** Id of the data set, which may have no earlier release. */
  readonly dataflow: Scalars['ID']['output'];
  /** Title of the data set. */
  readonly title: Scalars['String']['output'];
  /** The agency that publishes it; null if it is not in the directory of agencies. */
  readonly agency?: Maybe<Agency>;
  /** Time of publication: never earlier, and later only by the loading time and a few seconds. */
  readonly releaseAt: Scalars['DateTime']['output'];
  /** Whether the data have been checked and are under embargo; otherwise the date is only planned. */
  readonly isReady: Scalars['Boolean']['output'];
};


/** A release that its owner has announced. */
export type PlannedReleaseTitleArgs = {
  language?: Language;
};

/** How an observation differs between two releases. */
export type ObservationChangeKind =
  /** Only the later release has it. */
  | 'ADDED'
  /** Only the earlier release has it. */
  | 'REMOVED'
  /** Its value or its status differs. */
  | 'REVISED';

/** Order of groups. */
export type GroupOrder =
  /** By the codes of the group, then by period. */
  | 'KEY'
  /** Largest value first; groups without a value last. */
  | 'VALUE_DESC'
  /** Smallest value first; groups without a value last. */
  | 'VALUE_ASC';

/** The value of a group in one period. */
export type ObservationGroup = {
  readonly __typename?: 'ObservationGroup';
  /** The codes of the dimensions that distinguish the group. */
  readonly key: ReadonlyArray<KeyValue>;
  /**
   * The time period by the frequency of the data set (SDMX 3 ObservationalTimePeriod): 2015, 2015-S1, 2015-T1,
   * 2015-Q1, 2015-03, 2015-W01, 2015-03-01, 2015-03-01T13:00:00 or 2015-03-01/P10D.
   */
  readonly timePeriod: Scalars['String']['output'];
  /** The value in the unit of the data set; null if a part is missing or suppressed. */
  readonly value?: Maybe<Scalars['Float']['output']>;
  /** Number of observations in the sum. */
  readonly parts: Scalars['Int']['output'];
  /** Relative change from the previous period, e.g. 0.02; null if a value is missing, or the previous one is not positive. */
  readonly growth?: Maybe<Scalars['Float']['output']>;
  /** Share of the sum of all groups in the period, 0 to 1; null if a group has no value, or contains another. */
  readonly share?: Maybe<Scalars['Float']['output']>;
  /** Rank by value among the groups of the period, from 1; equal values share a rank. */
  readonly rank?: Maybe<Scalars['Int']['output']>;
  /** Value divided by the population of `perCapitaOf` in the same region and period. */
  readonly perCapita?: Maybe<Scalars['Float']['output']>;
};

/** An observation that differs between two releases of a data set. */
export type ObservationChange = {
  readonly __typename?: 'ObservationChange';
  /** How it differs. */
  readonly kind: ObservationChangeKind;
  /** The code of each dimension, in the order of the structure. */
  readonly key: ReadonlyArray<KeyValue>;
  /**
   * The time period by the frequency of the data set (SDMX 3 ObservationalTimePeriod): 2015, 2015-S1, 2015-T1,
   * 2015-Q1, 2015-03, 2015-W01, 2015-03-01, 2015-03-01T13:00:00 or 2015-03-01/P10D.
   */
  readonly timePeriod: Scalars['String']['output'];
  /** The observation of the earlier release; null if it had none. */
  readonly before?: Maybe<Observation>;
  /** The observation of the later release; null if it has none. */
  readonly after?: Maybe<Observation>;
};

/** Unit records of an agency: persons, households or businesses, with their variables. */
export type Microdata = {
  readonly __typename?: 'Microdata';
  /** Id in the catalogue. */
  readonly id: Scalars['ID']['output'];
  /** Title. */
  readonly title: Scalars['String']['output'];
  /** What the records are about, and how they were collected. */
  readonly description: Scalars['String']['output'];
  /** The agency that owns them; null if it is not in the directory of agencies. */
  readonly agency?: Maybe<Agency>;
  /** Licence of tables counted from them. */
  readonly licence: Licence;
  /** Where the agency got them from. */
  readonly source: Scalars['String']['output'];
  /** When their owner last changed them. */
  readonly lastUpdated: Scalars['DateTime']['output'];
  /** Maximum difference between a count of `customTable` and the true one; null under differential privacy. */
  readonly maximumDeviation?: Maybe<Scalars['Int']['output']>;
  /** Set if `privateTable` counts them instead of `customTable`. */
  readonly privacy?: Maybe<PrivacyTerms>;
  /** Maximum number of variables of a table, those of its filter included. */
  readonly maximumVariables: Scalars['Int']['output'];
  /** Variables by which records can be counted. */
  readonly variables: ReadonlyArray<Variable>;
};


/** Unit records of an agency: persons, households or businesses, with their variables. */
export type MicrodataTitleArgs = {
  language?: Language;
};


/** Unit records of an agency: persons, households or businesses, with their variables. */
export type MicrodataDescriptionArgs = {
  language?: Language;
};

/** A variable of unit records, such as age band. */
export type Variable = {
  readonly __typename?: 'Variable';
  /** Id. */
  readonly id: Scalars['ID']['output'];
  /** Name. */
  readonly name: Scalars['String']['output'];
  /** Its codes, in the order that their owner has set. */
  readonly codes: ReadonlyArray<VariableCode>;
};


/** A variable of unit records, such as age band. */
export type VariableNameArgs = {
  language?: Language;
};

/** A code of a variable of unit records. */
export type VariableCode = {
  readonly __typename?: 'VariableCode';
  /** Id of the variable. */
  readonly variable: Scalars['ID']['output'];
  /** The code. */
  readonly code: Scalars['ID']['output'];
  /** Its meaning. */
  readonly name: Scalars['String']['output'];
};


/** A code of a variable of unit records. */
export type VariableCodeNameArgs = {
  language?: Language;
};

/** Counts of unit records by some of their variables. */
export type CustomTable = {
  readonly __typename?: 'CustomTable';
  /** The unit records. */
  readonly microdata: Microdata;
  /** The variables of the table, as requested. */
  readonly variables: ReadonlyArray<Variable>;
  /** One cell for each combination of codes, empty ones included; at most 1000. */
  readonly cells: ReadonlyArray<CustomCell>;
};

/** A cell of a custom table. */
export type CustomCell = {
  readonly __typename?: 'CustomCell';
  /** The code of each variable of the table. */
  readonly key: ReadonlyArray<VariableCode>;
  /** Number of records, perturbed by the cell key method; never a small count other than 0. */
  readonly count: Scalars['Int']['output'];
};

/** How unit records are offered under differential privacy, with budgets of epsilon. */
export type PrivacyTerms = {
  readonly __typename?: 'PrivacyTerms';
  /** What one app may spend. */
  readonly budgetPerApp: Scalars['Float']['output'];
  /** What all apps together may spend, which bounds what all answers together reveal about one record. */
  readonly totalBudget: Scalars['Float']['output'];
};

/** Epsilon that the calling app has for tables of one file of unit records. */
export type PrivacyBudget = {
  readonly __typename?: 'PrivacyBudget';
  /** What it has spent. */
  readonly spent: Scalars['Float']['output'];
  /** What it can still spend; less than its own budget if other apps have used up the total. */
  readonly remaining: Scalars['Float']['output'];
};

/** Counts of unit records with noise of the two-sided geometric mechanism. */
export type PrivateTable = {
  readonly __typename?: 'PrivateTable';
  /** The unit records. */
  readonly microdata: Microdata;
  /** The variables of the table, as requested. */
  readonly variables: ReadonlyArray<Variable>;
  /** What the table has cost. */
  readonly epsilon: Scalars['Float']['output'];
  /** Mean absolute error of each count. */
  readonly expectedError: Scalars['Float']['output'];
  /** One cell for each combination of codes, empty ones included; at most 1000. */
  readonly cells: ReadonlyArray<PrivateCell>;
};

/** A cell of a table under differential privacy. */
export type PrivateCell = {
  readonly __typename?: 'PrivateCell';
  /** The code of each variable of the table. */
  readonly key: ReadonlyArray<VariableCode>;
  /** Number of records with noise, which can be negative. Sums of cells are unbiased. */
  readonly count: Scalars['Int']['output'];
};

/** Licence of a data set. */
export type Licence = {
  readonly __typename?: 'Licence';
  /** Name of the licence. */
  readonly name: Scalars['String']['output'];
  /** Address of its text. */
  readonly url: Scalars['String']['output'];
};

/** First and last period of a data set. */
export type TemporalCoverage = {
  readonly __typename?: 'TemporalCoverage';
  /** The first period, e.g. 2015. */
  readonly from: Scalars['String']['output'];
  /** The last period. */
  readonly to: Scalars['String']['output'];
};

/** Unit of measure (SDMX UNIT_MEASURE). */
export type Unit = {
  readonly __typename?: 'Unit';
  /** Code, e.g. PS. */
  readonly code: Scalars['ID']['output'];
  /** Name, e.g. persons. */
  readonly name: Scalars['String']['output'];
};


/** Unit of measure (SDMX UNIT_MEASURE). */
export type UnitNameArgs = {
  language?: Language;
};

/** How a data set protects people and firms whom small numbers would reveal. */
export type DisclosureControl = {
  readonly __typename?: 'DisclosureControl';
  /** Values about fewer units (persons, households, firms) than this are suppressed. */
  readonly threshold: Scalars['Int']['output'];
  /** Number of suppressed values: those below the threshold, and others from which readers could compute them. */
  readonly suppressedCount: Scalars['Int']['output'];
};

/** Length of a time period (SDMX CL_FREQ). */
export type Frequency =
  /** Year. */
  | 'A'
  /** Half-year. */
  | 'S'
  /** Four months (trimester). */
  | 'T'
  /** Quarter. */
  | 'Q'
  /** Month. */
  | 'M'
  /** Week from Monday (ISO 8601). */
  | 'W'
  /** Day. */
  | 'D'
  /** Business day. */
  | 'B'
  /** Hour. */
  | 'H'
  /** Minute. */
  | 'N'
  /** Irregular times and time ranges. */
  | 'I';

/** How the observations of a data set are described (SDMX 3 DataStructure). */
export type DataStructure = {
  readonly __typename?: 'DataStructure';
  /** Id of the structure. */
  readonly id: Scalars['ID']['output'];
  /** Dimensions that distinguish series, in the order of the key; without the time period. */
  readonly dimensions: ReadonlyArray<Dimension>;
  /** What is measured. */
  readonly measure: Measure;
  /** Attributes of an observation beside its value. */
  readonly attributes: ReadonlyArray<Attribute>;
};

/** A dimension that distinguishes the series of a data set (SDMX 3 Dimension). */
export type Dimension = {
  readonly __typename?: 'Dimension';
  /** Id, e.g. REF_AREA. */
  readonly id: Scalars['ID']['output'];
  /** Position in the key, from 1. */
  readonly position: Scalars['Int']['output'];
  /** Name. */
  readonly name: Scalars['String']['output'];
  /** Codes of the dimension. */
  readonly codelist: Codelist;
};


/** A dimension that distinguishes the series of a data set (SDMX 3 Dimension). */
export type DimensionNameArgs = {
  language?: Language;
};

/** What a data set measures (SDMX 3 Measure). */
export type Measure = {
  readonly __typename?: 'Measure';
  /** Id, always OBS_VALUE. */
  readonly id: Scalars['ID']['output'];
  /** Name. */
  readonly name: Scalars['String']['output'];
  /** Unit of the measure. */
  readonly unit: Unit;
  /** Whether its owner allows summing over codes; values of different periods are never summed. */
  readonly additive: Scalars['Boolean']['output'];
};


/** What a data set measures (SDMX 3 Measure). */
export type MeasureNameArgs = {
  language?: Language;
};

/** An attribute of an observation beside its value (SDMX 3 DataAttribute). */
export type Attribute = {
  readonly __typename?: 'Attribute';
  /** Id, e.g. OBS_STATUS. */
  readonly id: Scalars['ID']['output'];
  /** Name. */
  readonly name: Scalars['String']['output'];
};


/** An attribute of an observation beside its value (SDMX 3 DataAttribute). */
export type AttributeNameArgs = {
  language?: Language;
};

/** A list of codes (SDMX 3 Codelist). */
export type Codelist = {
  readonly __typename?: 'Codelist';
  /** Id, e.g. CL_AGE. */
  readonly id: Scalars['ID']['output'];
  /** Name. */
  readonly name: Scalars['String']['output'];
  /** Its codes, in their owner's order; for regions, only those with observations, by code. */
  readonly codes: CodeConnection;
};


/** A list of codes (SDMX 3 Codelist). */
export type CodelistNameArgs = {
  language?: Language;
};


/** A list of codes (SDMX 3 Codelist). */
export type CodelistCodesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A code and its meaning (SDMX 3 Code). */
export type Code = {
  readonly __typename?: 'Code';
  /** The code. */
  readonly id: Scalars['ID']['output'];
  /** Its meaning. */
  readonly name: Scalars['String']['output'];
  /** The code that this one is a part of. */
  readonly parent?: Maybe<Scalars['ID']['output']>;
  /** The region of a code, in a dimension of regions. */
  readonly region?: Maybe<Region>;
};


/** A code and its meaning (SDMX 3 Code). */
export type CodeNameArgs = {
  language?: Language;
};

/** One value with its key and period (SDMX 3 Observation). */
export type Observation = {
  readonly __typename?: 'Observation';
  /** The code of each dimension, in the order of the structure. */
  readonly key: ReadonlyArray<KeyValue>;
  /**
   * The time period by the frequency of the data set (SDMX 3 ObservationalTimePeriod): 2015, 2015-S1, 2015-T1,
   * 2015-Q1, 2015-03, 2015-W01, 2015-03-01, 2015-03-01T13:00:00 or 2015-03-01/P10D.
   */
  readonly timePeriod: Scalars['String']['output'];
  /** The value in the unit of the data set; null for the reason in `obsStatus`. */
  readonly value?: Maybe<Scalars['Float']['output']>;
  /** Whether the value is normal, estimated, missing, suppressed (OBS_STATUS). */
  readonly obsStatus: ObservationStatus;
  /** Whether the value may be published (CONF_STATUS). */
  readonly confStatus: ConfidentialityStatus;
};

/** The code that an observation has in one dimension (SDMX 3 KeyValue). */
export type KeyValue = {
  readonly __typename?: 'KeyValue';
  /** Id of the dimension. */
  readonly id: Scalars['ID']['output'];
  /** The code. */
  readonly value: Scalars['ID']['output'];
  /** Meaning of the code. */
  readonly name: Scalars['String']['output'];
};


/** The code that an observation has in one dimension (SDMX 3 KeyValue). */
export type KeyValueNameArgs = {
  language?: Language;
};

/** Requested codes in one dimension. */
export type KeyFilter = {
  /** Id of the dimension, e.g. AGE. */
  readonly dimension: Scalars['ID']['input'];
  /** 1 to 100 codes. */
  readonly codes: ReadonlyArray<Scalars['ID']['input']>;
};

/** Status of an observation (SDMX CL_OBS_STATUS). */
export type ObservationStatus =
  /** Normal value. */
  | 'A'
  /** Time series break. */
  | 'B'
  /** Definition differs. */
  | 'D'
  /** Estimated value. */
  | 'E'
  /** Forecast value. */
  | 'F'
  /** Experimental value. */
  | 'G'
  /** Missing value; holiday or weekend. */
  | 'H'
  /** Imputed value. */
  | 'I'
  /** Derogation. */
  | 'J'
  /** Missing value; data included in another category. */
  | 'K'
  /** Missing value; data exist but were not collected. */
  | 'L'
  /** Missing value; data cannot exist. */
  | 'M'
  /** Not significant. */
  | 'N'
  /** Missing value. */
  | 'O'
  /** Provisional value. */
  | 'P'
  /** Missing value; suppressed. */
  | 'Q'
  /** Strike and other special events. */
  | 'S'
  /** Low reliability. */
  | 'U'
  /** Unvalidated value. */
  | 'V'
  /** Includes data from another category. */
  | 'W';

/** Confidentiality of an observation (SDMX CL_CONF_STATUS). */
export type ConfidentialityStatus =
  /** Free for publication. */
  | 'F'
  /**
   * Confidential: suppressed because it is about too few units, or would reveal such a value. The two are not
   * distinguished, since that would bound the value.
   */
  | 'C';

/** An administrative region; its name and statistics come from the statistics agency. */
export type Region = {
  readonly __typename?: 'Region';
  /** Six digits of GB/T 2260, or three letters of ISO 3166-1. */
  readonly code: Scalars['ID']['output'];
  /**
   * Name. English names exist for countries, provinces, the cities of Zhejiang and the districts of Hangzhou;
   * areas of a data set have the names that it gives.
   */
  readonly name: Scalars['String']['output'];
  /** Kind of region. */
  readonly level: RegionLevel;
  /** Its outline; null if the agency has not loaded one. */
  readonly geometry?: Maybe<RegionGeometry>;
  /** The region that this one is a part of. */
  readonly parent?: Maybe<Region>;
  /** Its direct parts, by code. */
  readonly children: RegionConnection;
  /** Observations of one data set about this region; null if there are none. */
  readonly indicator?: Maybe<Indicator>;
  /** Observations of each data set about this region, by id of the data set. */
  readonly indicators: ReadonlyArray<Indicator>;
};


/** An administrative region; its name and statistics come from the statistics agency. */
export type RegionNameArgs = {
  language?: Language;
};


/** An administrative region; its name and statistics come from the statistics agency. */
export type RegionChildrenArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** An administrative region; its name and statistics come from the statistics agency. */
export type RegionIndicatorArgs = {
  dataflow: Scalars['ID']['input'];
  key?: InputMaybe<ReadonlyArray<KeyFilter>>;
  from?: InputMaybe<Scalars['String']['input']>;
  to?: InputMaybe<Scalars['String']['input']>;
};


/** An administrative region; its name and statistics come from the statistics agency. */
export type RegionIndicatorsArgs = {
  from?: InputMaybe<Scalars['String']['input']>;
  to?: InputMaybe<Scalars['String']['input']>;
};

/** Kinds of region. */
export type RegionLevel =
  /** A country (ISO 3166-1). */
  | 'COUNTRY'
  /** A province, autonomous region, municipality or special administrative region (GB/T 2260). */
  | 'PROVINCE'
  /** A city or another division at the level of prefectures (GB/T 2260). */
  | 'PREFECTURE'
  /** A district, county or county-level city (GB/T 2260). */
  | 'COUNTY'
  /** An area that only a data set has a code for, such as a group of countries. */
  | 'AREA';

/** Observations of a data set about a region. */
export type Indicator = {
  readonly __typename?: 'Indicator';
  /** The data set. */
  readonly dataflow: Dataflow;
  /** The region. */
  readonly region: Region;
  /** Unit of the values. */
  readonly unit: Unit;
  /** One series for each combination of the other dimensions, by key. More than 100 are refused: narrow them by the key. */
  readonly series: ReadonlyArray<Series>;
};

/** Observations that differ only in their period (SDMX 3 Series). */
export type Series = {
  readonly __typename?: 'Series';
  /** The code of each dimension, in the order of the structure. */
  readonly key: ReadonlyArray<KeyValue>;
  /** The observations, the earliest first. */
  readonly observations: ReadonlyArray<Observation>;
  /** The last observation that has a value. */
  readonly latest?: Maybe<Observation>;
};

/** A government body that owns a part of the graph, or is responsible for data in it. */
export type Agency = {
  readonly __typename?: 'Agency';
  /** Identifier, such as `transport`. */
  readonly id: Scalars['ID']['output'];
  /** The data sets that it publishes, by id. */
  readonly dataflows: DataflowConnection;
};


/** A government body that owns a part of the graph, or is responsible for data in it. */
export type AgencyDataflowsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A page of data sets. */
export type DataflowConnection = {
  readonly __typename?: 'DataflowConnection';
  /** Data sets with their cursors. */
  readonly edges: ReadonlyArray<DataflowEdge>;
  /** Data sets without cursors. */
  readonly nodes: ReadonlyArray<Dataflow>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
  /** Number on all pages; null if counting would cost too much. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A data set and its cursor. */
export type DataflowEdge = {
  readonly __typename?: 'DataflowEdge';
  /** The data set. */
  readonly node: Dataflow;
  /** Cursor for `after`. */
  readonly cursor: Scalars['String']['output'];
};

/** A page of observations. */
export type ObservationConnection = {
  readonly __typename?: 'ObservationConnection';
  /** Observations with their cursors. */
  readonly edges: ReadonlyArray<ObservationEdge>;
  /** Observations without cursors. */
  readonly nodes: ReadonlyArray<Observation>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** An observation and its cursor. */
export type ObservationEdge = {
  readonly __typename?: 'ObservationEdge';
  /** The observation. */
  readonly node: Observation;
  /** Cursor for `after`; it stays valid when the data set is reloaded. */
  readonly cursor: Scalars['String']['output'];
};

/** A page of releases. */
export type ReleaseConnection = {
  readonly __typename?: 'ReleaseConnection';
  /** Releases with their cursors. */
  readonly edges: ReadonlyArray<ReleaseEdge>;
  /** Releases without cursors. */
  readonly nodes: ReadonlyArray<Release>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
  /** Number on all pages; null if counting would cost too much. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A release and its cursor. */
export type ReleaseEdge = {
  readonly __typename?: 'ReleaseEdge';
  /** The release. */
  readonly node: Release;
  /** Cursor for `after`. */
  readonly cursor: Scalars['String']['output'];
};

/** A page of observations that differ between two releases. */
export type ObservationChangeConnection = {
  readonly __typename?: 'ObservationChangeConnection';
  /** Changes with their cursors. */
  readonly edges: ReadonlyArray<ObservationChangeEdge>;
  /** Changes without cursors. */
  readonly nodes: ReadonlyArray<ObservationChange>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
};

/** A changed observation and its cursor. */
export type ObservationChangeEdge = {
  readonly __typename?: 'ObservationChangeEdge';
  /** The change. */
  readonly node: ObservationChange;
  /** Cursor for `after`. */
  readonly cursor: Scalars['String']['output'];
};

/** A page of codes. */
export type CodeConnection = {
  readonly __typename?: 'CodeConnection';
  /** Codes with their cursors. */
  readonly edges: ReadonlyArray<CodeEdge>;
  /** Codes without cursors. */
  readonly nodes: ReadonlyArray<Code>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
  /** Number on all pages; null if counting would cost too much. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A code and its cursor. */
export type CodeEdge = {
  readonly __typename?: 'CodeEdge';
  /** The code. */
  readonly node: Code;
  /** Cursor for `after`. */
  readonly cursor: Scalars['String']['output'];
};

/** A page of regions. */
export type RegionConnection = {
  readonly __typename?: 'RegionConnection';
  /** Regions with their cursors. */
  readonly edges: ReadonlyArray<RegionEdge>;
  /** Regions without cursors. */
  readonly nodes: ReadonlyArray<Region>;
  /** Position of the page in the list. */
  readonly pageInfo: PageInfo;
  /** Number on all pages; null if counting would cost too much. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A region and its cursor. */
export type RegionEdge = {
  readonly __typename?: 'RegionEdge';
  /** The region. */
  readonly node: Region;
  /** Cursor for `after`. */
  readonly cursor: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Dataflow: Dataflow;
  Region: Region;
  Agency: Agency;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Dataflow:
    ( { __typename: 'Dataflow' }
    & GraphQLRecursivePick<FederationTypes['Dataflow'], {"id":true}> );
  Region:
    ( { __typename: 'Region' }
    & GraphQLRecursivePick<FederationTypes['Region'], {"code":true}> );
  Agency:
    ( { __typename: 'Agency' }
    & GraphQLRecursivePick<FederationTypes['Agency'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DataClass: DataClass;
  CacheControlScope: CacheControlScope;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  RegionGeometry: ResolverTypeWrapper<RegionGeometryModel>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  GeometryDetail: GeometryDetail;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Language: Language;
  Dataflow: ResolverTypeWrapper<DataflowModel>;
  Release: ResolverTypeWrapper<ReleaseModel>;
  Withdrawal: ResolverTypeWrapper<WithdrawalModel>;
  PlannedRelease: ResolverTypeWrapper<PlannedReleaseModel>;
  ObservationChangeKind: ObservationChangeKind;
  GroupOrder: GroupOrder;
  ObservationGroup: ResolverTypeWrapper<ObservationGroupModel>;
  ObservationChange: ResolverTypeWrapper<ObservationChangeModel>;
  Microdata: ResolverTypeWrapper<MicrodataModel>;
  Variable: ResolverTypeWrapper<VariableModel>;
  VariableCode: ResolverTypeWrapper<VariableCodeModel>;
  CustomTable: ResolverTypeWrapper<CustomTableModel>;
  CustomCell: ResolverTypeWrapper<CustomCellModel>;
  PrivacyTerms: ResolverTypeWrapper<PrivacyTermsModel>;
  PrivacyBudget: ResolverTypeWrapper<PrivacyBudgetModel>;
  PrivateTable: ResolverTypeWrapper<PrivateTableModel>;
  PrivateCell: ResolverTypeWrapper<PrivateCellModel>;
  Licence: ResolverTypeWrapper<Licence>;
  TemporalCoverage: ResolverTypeWrapper<TemporalCoverage>;
  Unit: ResolverTypeWrapper<UnitModel>;
  DisclosureControl: ResolverTypeWrapper<DisclosureControl>;
  Frequency: Frequency;
  DataStructure: ResolverTypeWrapper<DataStructureModel>;
  Dimension: ResolverTypeWrapper<DimensionModel>;
  Measure: ResolverTypeWrapper<MeasureModel>;
  Attribute: ResolverTypeWrapper<AttributeModel>;
  Codelist: ResolverTypeWrapper<CodelistModel>;
  Code: ResolverTypeWrapper<CodeModel>;
  Observation: ResolverTypeWrapper<ObservationModel>;
  KeyValue: ResolverTypeWrapper<KeyValueModel>;
  KeyFilter: KeyFilter;
  ObservationStatus: ObservationStatus;
  ConfidentialityStatus: ConfidentialityStatus;
  Region: ResolverTypeWrapper<RegionModel>;
  RegionLevel: RegionLevel;
  Indicator: ResolverTypeWrapper<IndicatorModel>;
  Series: ResolverTypeWrapper<SeriesModel>;
  Agency: ResolverTypeWrapper<AgencyModel>;
  DataflowConnection: ResolverTypeWrapper<Omit<DataflowConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['DataflowEdge']>, nodes: ReadonlyArray<ResolversTypes['Dataflow']> }>;
  DataflowEdge: ResolverTypeWrapper<Omit<DataflowEdge, 'node'> & { node: ResolversTypes['Dataflow'] }>;
  ObservationConnection: ResolverTypeWrapper<Omit<ObservationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ObservationEdge']>, nodes: ReadonlyArray<ResolversTypes['Observation']> }>;
  ObservationEdge: ResolverTypeWrapper<Omit<ObservationEdge, 'node'> & { node: ResolversTypes['Observation'] }>;
  ReleaseConnection: ResolverTypeWrapper<Omit<ReleaseConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ReleaseEdge']>, nodes: ReadonlyArray<ResolversTypes['Release']> }>;
  ReleaseEdge: ResolverTypeWrapper<Omit<ReleaseEdge, 'node'> & { node: ResolversTypes['Release'] }>;
  ObservationChangeConnection: ResolverTypeWrapper<Omit<ObservationChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ObservationChangeEdge']>, nodes: ReadonlyArray<ResolversTypes['ObservationChange']> }>;
  ObservationChangeEdge: ResolverTypeWrapper<Omit<ObservationChangeEdge, 'node'> & { node: ResolversTypes['ObservationChange'] }>;
  CodeConnection: ResolverTypeWrapper<Omit<CodeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['CodeEdge']>, nodes: ReadonlyArray<ResolversTypes['Code']> }>;
  CodeEdge: ResolverTypeWrapper<Omit<CodeEdge, 'node'> & { node: ResolversTypes['Code'] }>;
  RegionConnection: ResolverTypeWrapper<Omit<RegionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RegionEdge']>, nodes: ReadonlyArray<ResolversTypes['Region']> }>;
  RegionEdge: ResolverTypeWrapper<Omit<RegionEdge, 'node'> & { node: ResolversTypes['Region'] }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  DateTime: Scalars['DateTime']['output'];
  RegionGeometry: RegionGeometryModel;
  String: Scalars['String']['output'];
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Float: Scalars['Float']['output'];
  Dataflow: DataflowModel;
  Release: ReleaseModel;
  Withdrawal: WithdrawalModel;
  PlannedRelease: PlannedReleaseModel;
  ObservationGroup: ObservationGroupModel;
  ObservationChange: ObservationChangeModel;
  Microdata: MicrodataModel;
  Variable: VariableModel;
  VariableCode: VariableCodeModel;
  CustomTable: CustomTableModel;
  CustomCell: CustomCellModel;
  PrivacyTerms: PrivacyTermsModel;
  PrivacyBudget: PrivacyBudgetModel;
  PrivateTable: PrivateTableModel;
  PrivateCell: PrivateCellModel;
  Licence: Licence;
  TemporalCoverage: TemporalCoverage;
  Unit: UnitModel;
  DisclosureControl: DisclosureControl;
  DataStructure: DataStructureModel;
  Dimension: DimensionModel;
  Measure: MeasureModel;
  Attribute: AttributeModel;
  Codelist: CodelistModel;
  Code: CodeModel;
  Observation: ObservationModel;
  KeyValue: KeyValueModel;
  KeyFilter: KeyFilter;
  Region: RegionModel;
  Indicator: IndicatorModel;
  Series: SeriesModel;
  Agency: AgencyModel;
  DataflowConnection: Omit<DataflowConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['DataflowEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Dataflow']> };
  DataflowEdge: Omit<DataflowEdge, 'node'> & { node: ResolversParentTypes['Dataflow'] };
  ObservationConnection: Omit<ObservationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ObservationEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Observation']> };
  ObservationEdge: Omit<ObservationEdge, 'node'> & { node: ResolversParentTypes['Observation'] };
  ReleaseConnection: Omit<ReleaseConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ReleaseEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Release']> };
  ReleaseEdge: Omit<ReleaseEdge, 'node'> & { node: ResolversParentTypes['Release'] };
  ObservationChangeConnection: Omit<ObservationChangeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ObservationChangeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['ObservationChange']> };
  ObservationChangeEdge: Omit<ObservationChangeEdge, 'node'> & { node: ResolversParentTypes['ObservationChange'] };
  CodeConnection: Omit<CodeConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['CodeEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Code']> };
  CodeEdge: Omit<CodeEdge, 'node'> & { node: ResolversParentTypes['Code'] };
  RegionConnection: Omit<RegionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RegionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Region']> };
  RegionEdge: Omit<RegionEdge, 'node'> & { node: ResolversParentTypes['Region'] };
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type DataClassDirectiveArgs = {
  class: DataClass;
};

export type DataClassDirectiveResolver<Result, Parent, ContextType = SubgraphContext, Args = DataClassDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CacheControlDirectiveArgs = {
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = SubgraphContext, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type RegionGeometryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RegionGeometry'] = ResolversParentTypes['RegionGeometry']> = {
  geoJson?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<RegionGeometryGeoJsonArgs, 'detail'>>;
};

export type PageInfoResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  dataflows?: Resolver<ResolversTypes['DataflowConnection'], ParentType, ContextType, RequireFields<QueryDataflowsArgs, 'first'>>;
  dataflow?: Resolver<Maybe<ResolversTypes['Dataflow']>, ParentType, ContextType, RequireFields<QueryDataflowArgs, 'id'>>;
  releaseCalendar?: Resolver<ReadonlyArray<ResolversTypes['PlannedRelease']>, ParentType, ContextType>;
  microdata?: Resolver<ReadonlyArray<ResolversTypes['Microdata']>, ParentType, ContextType>;
  customTable?: Resolver<ResolversTypes['CustomTable'], ParentType, ContextType, RequireFields<QueryCustomTableArgs, 'microdata' | 'variables'>>;
  privateTable?: Resolver<Maybe<ResolversTypes['PrivateTable']>, ParentType, ContextType, RequireFields<QueryPrivateTableArgs, 'microdata' | 'variables' | 'epsilon'>>;
  privacyBudget?: Resolver<Maybe<ResolversTypes['PrivacyBudget']>, ParentType, ContextType, RequireFields<QueryPrivacyBudgetArgs, 'microdata'>>;
  region?: Resolver<Maybe<ResolversTypes['Region']>, ParentType, ContextType, RequireFields<QueryRegionArgs, 'code'>>;
  regionAt?: Resolver<Maybe<ResolversTypes['Region']>, ParentType, ContextType, RequireFields<QueryRegionAtArgs, 'latitude' | 'longitude'>>;
  regions?: Resolver<ResolversTypes['RegionConnection'], ParentType, ContextType, RequireFields<QueryRegionsArgs, 'first'>>;
};

export type DataflowResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Dataflow'] = ResolversParentTypes['Dataflow'], FederationReferenceType extends FederationReferenceTypes['Dataflow'] = FederationReferenceTypes['Dataflow']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Dataflow']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<DataflowTitleArgs, 'language'>>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<DataflowDescriptionArgs, 'language'>>;
  keywords?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  licence?: Resolver<ResolversTypes['Licence'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  landingPage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastUpdated?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  releases?: Resolver<ResolversTypes['ReleaseConnection'], ParentType, ContextType, RequireFields<DataflowReleasesArgs, 'first'>>;
  groups?: Resolver<ReadonlyArray<ResolversTypes['ObservationGroup']>, ParentType, ContextType, RequireFields<DataflowGroupsArgs, 'by' | 'order' | 'first'>>;
  changes?: Resolver<ResolversTypes['ObservationChangeConnection'], ParentType, ContextType, RequireFields<DataflowChangesArgs, 'since' | 'first'>>;
  frequency?: Resolver<ResolversTypes['Frequency'], ParentType, ContextType>;
  reportingYearStartDay?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  temporal?: Resolver<ResolversTypes['TemporalCoverage'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
  structure?: Resolver<ResolversTypes['DataStructure'], ParentType, ContextType>;
  observationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  disclosureControl?: Resolver<Maybe<ResolversTypes['DisclosureControl']>, ParentType, ContextType>;
  observations?: Resolver<ResolversTypes['ObservationConnection'], ParentType, ContextType, RequireFields<DataflowObservationsArgs, 'first'>>;
};

export type ReleaseResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Release'] = ResolversParentTypes['Release']> = {
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastUpdated?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  observationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isCurrent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  dataflow?: Resolver<Maybe<ResolversTypes['Dataflow']>, ParentType, ContextType>;
  withdrawal?: Resolver<Maybe<ResolversTypes['Withdrawal']>, ParentType, ContextType>;
};

export type WithdrawalResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Withdrawal'] = ResolversParentTypes['Withdrawal']> = {
  withdrawnAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<WithdrawalReasonArgs, 'language'>>;
};

export type PlannedReleaseResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PlannedRelease'] = ResolversParentTypes['PlannedRelease']> = {
  dataflow?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<PlannedReleaseTitleArgs, 'language'>>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  releaseAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  isReady?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ObservationGroupResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ObservationGroup'] = ResolversParentTypes['ObservationGroup']> = {
  key?: Resolver<ReadonlyArray<ResolversTypes['KeyValue']>, ParentType, ContextType>;
  timePeriod?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  parts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  growth?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  rank?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  perCapita?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ObservationChangeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ObservationChange'] = ResolversParentTypes['ObservationChange']> = {
  kind?: Resolver<ResolversTypes['ObservationChangeKind'], ParentType, ContextType>;
  key?: Resolver<ReadonlyArray<ResolversTypes['KeyValue']>, ParentType, ContextType>;
  timePeriod?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['Observation']>, ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['Observation']>, ParentType, ContextType>;
};

export type MicrodataResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Microdata'] = ResolversParentTypes['Microdata']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<MicrodataTitleArgs, 'language'>>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<MicrodataDescriptionArgs, 'language'>>;
  agency?: Resolver<Maybe<ResolversTypes['Agency']>, ParentType, ContextType>;
  licence?: Resolver<ResolversTypes['Licence'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastUpdated?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  maximumDeviation?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  privacy?: Resolver<Maybe<ResolversTypes['PrivacyTerms']>, ParentType, ContextType>;
  maximumVariables?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  variables?: Resolver<ReadonlyArray<ResolversTypes['Variable']>, ParentType, ContextType>;
};

export type VariableResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Variable'] = ResolversParentTypes['Variable']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<VariableNameArgs, 'language'>>;
  codes?: Resolver<ReadonlyArray<ResolversTypes['VariableCode']>, ParentType, ContextType>;
};

export type VariableCodeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['VariableCode'] = ResolversParentTypes['VariableCode']> = {
  variable?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<VariableCodeNameArgs, 'language'>>;
};

export type CustomTableResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CustomTable'] = ResolversParentTypes['CustomTable']> = {
  microdata?: Resolver<ResolversTypes['Microdata'], ParentType, ContextType>;
  variables?: Resolver<ReadonlyArray<ResolversTypes['Variable']>, ParentType, ContextType>;
  cells?: Resolver<ReadonlyArray<ResolversTypes['CustomCell']>, ParentType, ContextType>;
};

export type CustomCellResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CustomCell'] = ResolversParentTypes['CustomCell']> = {
  key?: Resolver<ReadonlyArray<ResolversTypes['VariableCode']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PrivacyTermsResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PrivacyTerms'] = ResolversParentTypes['PrivacyTerms']> = {
  budgetPerApp?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  totalBudget?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PrivacyBudgetResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PrivacyBudget'] = ResolversParentTypes['PrivacyBudget']> = {
  spent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PrivateTableResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PrivateTable'] = ResolversParentTypes['PrivateTable']> = {
  microdata?: Resolver<ResolversTypes['Microdata'], ParentType, ContextType>;
  variables?: Resolver<ReadonlyArray<ResolversTypes['Variable']>, ParentType, ContextType>;
  epsilon?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  expectedError?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  cells?: Resolver<ReadonlyArray<ResolversTypes['PrivateCell']>, ParentType, ContextType>;
};

export type PrivateCellResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['PrivateCell'] = ResolversParentTypes['PrivateCell']> = {
  key?: Resolver<ReadonlyArray<ResolversTypes['VariableCode']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LicenceResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Licence'] = ResolversParentTypes['Licence']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TemporalCoverageResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['TemporalCoverage'] = ResolversParentTypes['TemporalCoverage']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UnitResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Unit'] = ResolversParentTypes['Unit']> = {
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<UnitNameArgs, 'language'>>;
};

export type DisclosureControlResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DisclosureControl'] = ResolversParentTypes['DisclosureControl']> = {
  threshold?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  suppressedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DataStructureResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DataStructure'] = ResolversParentTypes['DataStructure']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  dimensions?: Resolver<ReadonlyArray<ResolversTypes['Dimension']>, ParentType, ContextType>;
  measure?: Resolver<ResolversTypes['Measure'], ParentType, ContextType>;
  attributes?: Resolver<ReadonlyArray<ResolversTypes['Attribute']>, ParentType, ContextType>;
};

export type DimensionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Dimension'] = ResolversParentTypes['Dimension']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<DimensionNameArgs, 'language'>>;
  codelist?: Resolver<ResolversTypes['Codelist'], ParentType, ContextType>;
};

export type MeasureResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Measure'] = ResolversParentTypes['Measure']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<MeasureNameArgs, 'language'>>;
  unit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
  additive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type AttributeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Attribute'] = ResolversParentTypes['Attribute']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<AttributeNameArgs, 'language'>>;
};

export type CodelistResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Codelist'] = ResolversParentTypes['Codelist']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<CodelistNameArgs, 'language'>>;
  codes?: Resolver<ResolversTypes['CodeConnection'], ParentType, ContextType, RequireFields<CodelistCodesArgs, 'first'>>;
};

export type CodeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Code'] = ResolversParentTypes['Code']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<CodeNameArgs, 'language'>>;
  parent?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['Region']>, ParentType, ContextType>;
};

export type ObservationResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Observation'] = ResolversParentTypes['Observation']> = {
  key?: Resolver<ReadonlyArray<ResolversTypes['KeyValue']>, ParentType, ContextType>;
  timePeriod?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  obsStatus?: Resolver<ResolversTypes['ObservationStatus'], ParentType, ContextType>;
  confStatus?: Resolver<ResolversTypes['ConfidentialityStatus'], ParentType, ContextType>;
};

export type KeyValueResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['KeyValue'] = ResolversParentTypes['KeyValue']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<KeyValueNameArgs, 'language'>>;
};

export type RegionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Region'] = ResolversParentTypes['Region'], FederationReferenceType extends FederationReferenceTypes['Region'] = FederationReferenceTypes['Region']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Region']> | FederationReferenceType, FederationReferenceType, ContextType>;
  code?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<RegionNameArgs, 'language'>>;
  level?: Resolver<ResolversTypes['RegionLevel'], ParentType, ContextType>;
  geometry?: Resolver<Maybe<ResolversTypes['RegionGeometry']>, ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Region']>, ParentType, ContextType>;
  children?: Resolver<ResolversTypes['RegionConnection'], ParentType, ContextType, RequireFields<RegionChildrenArgs, 'first'>>;
  indicator?: Resolver<Maybe<ResolversTypes['Indicator']>, ParentType, ContextType, RequireFields<RegionIndicatorArgs, 'dataflow'>>;
  indicators?: Resolver<ReadonlyArray<ResolversTypes['Indicator']>, ParentType, ContextType, Partial<RegionIndicatorsArgs>>;
};

export type IndicatorResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Indicator'] = ResolversParentTypes['Indicator']> = {
  dataflow?: Resolver<ResolversTypes['Dataflow'], ParentType, ContextType>;
  region?: Resolver<ResolversTypes['Region'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['Unit'], ParentType, ContextType>;
  series?: Resolver<ReadonlyArray<ResolversTypes['Series']>, ParentType, ContextType>;
};

export type SeriesResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Series'] = ResolversParentTypes['Series']> = {
  key?: Resolver<ReadonlyArray<ResolversTypes['KeyValue']>, ParentType, ContextType>;
  observations?: Resolver<ReadonlyArray<ResolversTypes['Observation']>, ParentType, ContextType>;
  latest?: Resolver<Maybe<ResolversTypes['Observation']>, ParentType, ContextType>;
};

export type AgencyResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['Agency'] = ResolversParentTypes['Agency'], FederationReferenceType extends FederationReferenceTypes['Agency'] = FederationReferenceTypes['Agency']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Agency']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  dataflows?: Resolver<ResolversTypes['DataflowConnection'], ParentType, ContextType, RequireFields<AgencyDataflowsArgs, 'first'>>;
};

export type DataflowConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DataflowConnection'] = ResolversParentTypes['DataflowConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DataflowEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Dataflow']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DataflowEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['DataflowEdge'] = ResolversParentTypes['DataflowEdge']> = {
  node?: Resolver<ResolversTypes['Dataflow'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ObservationConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ObservationConnection'] = ResolversParentTypes['ObservationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ObservationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Observation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ObservationEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ObservationEdge'] = ResolversParentTypes['ObservationEdge']> = {
  node?: Resolver<ResolversTypes['Observation'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReleaseConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ReleaseConnection'] = ResolversParentTypes['ReleaseConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ReleaseEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Release']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ReleaseEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ReleaseEdge'] = ResolversParentTypes['ReleaseEdge']> = {
  node?: Resolver<ResolversTypes['Release'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ObservationChangeConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ObservationChangeConnection'] = ResolversParentTypes['ObservationChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ObservationChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ObservationChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ObservationChangeEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['ObservationChangeEdge'] = ResolversParentTypes['ObservationChangeEdge']> = {
  node?: Resolver<ResolversTypes['ObservationChange'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CodeConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CodeConnection'] = ResolversParentTypes['CodeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CodeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Code']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CodeEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['CodeEdge'] = ResolversParentTypes['CodeEdge']> = {
  node?: Resolver<ResolversTypes['Code'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RegionConnectionResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RegionConnection'] = ResolversParentTypes['RegionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RegionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Region']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type RegionEdgeResolvers<ContextType = SubgraphContext, ParentType extends ResolversParentTypes['RegionEdge'] = ResolversParentTypes['RegionEdge']> = {
  node?: Resolver<ResolversTypes['Region'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = SubgraphContext> = {
  DateTime?: GraphQLScalarType;
  RegionGeometry?: RegionGeometryResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Dataflow?: DataflowResolvers<ContextType>;
  Release?: ReleaseResolvers<ContextType>;
  Withdrawal?: WithdrawalResolvers<ContextType>;
  PlannedRelease?: PlannedReleaseResolvers<ContextType>;
  ObservationGroup?: ObservationGroupResolvers<ContextType>;
  ObservationChange?: ObservationChangeResolvers<ContextType>;
  Microdata?: MicrodataResolvers<ContextType>;
  Variable?: VariableResolvers<ContextType>;
  VariableCode?: VariableCodeResolvers<ContextType>;
  CustomTable?: CustomTableResolvers<ContextType>;
  CustomCell?: CustomCellResolvers<ContextType>;
  PrivacyTerms?: PrivacyTermsResolvers<ContextType>;
  PrivacyBudget?: PrivacyBudgetResolvers<ContextType>;
  PrivateTable?: PrivateTableResolvers<ContextType>;
  PrivateCell?: PrivateCellResolvers<ContextType>;
  Licence?: LicenceResolvers<ContextType>;
  TemporalCoverage?: TemporalCoverageResolvers<ContextType>;
  Unit?: UnitResolvers<ContextType>;
  DisclosureControl?: DisclosureControlResolvers<ContextType>;
  DataStructure?: DataStructureResolvers<ContextType>;
  Dimension?: DimensionResolvers<ContextType>;
  Measure?: MeasureResolvers<ContextType>;
  Attribute?: AttributeResolvers<ContextType>;
  Codelist?: CodelistResolvers<ContextType>;
  Code?: CodeResolvers<ContextType>;
  Observation?: ObservationResolvers<ContextType>;
  KeyValue?: KeyValueResolvers<ContextType>;
  Region?: RegionResolvers<ContextType>;
  Indicator?: IndicatorResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  Agency?: AgencyResolvers<ContextType>;
  DataflowConnection?: DataflowConnectionResolvers<ContextType>;
  DataflowEdge?: DataflowEdgeResolvers<ContextType>;
  ObservationConnection?: ObservationConnectionResolvers<ContextType>;
  ObservationEdge?: ObservationEdgeResolvers<ContextType>;
  ReleaseConnection?: ReleaseConnectionResolvers<ContextType>;
  ReleaseEdge?: ReleaseEdgeResolvers<ContextType>;
  ObservationChangeConnection?: ObservationChangeConnectionResolvers<ContextType>;
  ObservationChangeEdge?: ObservationChangeEdgeResolvers<ContextType>;
  CodeConnection?: CodeConnectionResolvers<ContextType>;
  CodeEdge?: CodeEdgeResolvers<ContextType>;
  RegionConnection?: RegionConnectionResolvers<ContextType>;
  RegionEdge?: RegionEdgeResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = SubgraphContext> = {
  dataClass?: DataClassDirectiveResolver<any, any, ContextType>;
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
