/** Parents of the resolvers of each type (see tools/codegen). */
export type { DataSet as DataflowModel, DataSet as DataStructureModel } from '../data-sets/data-set.ts';
export type { Withdrawal as WithdrawalModel } from '../data-sets/withdrawal.ts';
export type {
  Balance as PrivacyBudgetModel,
  BudgetTerms as PrivacyTermsModel,
} from '../differential-privacy/budget-ledger.ts';
export type { CustomTableRequest as CustomTableModel } from '../microdata/custom-table.ts';
export type { Microdata as MicrodataModel } from '../microdata/microdata.ts';
export type { MicrodataVariable as VariableModel } from '../microdata/microdata-manifest.ts';
export type { CodeInCodelist as CodeModel, Named as AttributeModel } from '../observations/components.ts';
export type { Region as RegionModel } from '../regions/region.ts';
export type { GroupOfDataSet as ObservationGroupModel } from './group.ts';
export type {
  IndicatorRequest as IndicatorModel,
  SeriesInDataSet as SeriesModel,
} from './indicator.ts';
export type { CellOfTable as CustomCellModel, CodeOfVariable as VariableCodeModel } from './microdata.ts';
export type {
  KeyValueInDataSet as KeyValueModel,
  ObservationInDataSet as ObservationModel,
} from './observation.ts';
export type {
  CellOfPrivateTable as PrivateCellModel,
  PaidTable as PrivateTableModel,
} from './private-table.ts';
export type { AgencyReference as AgencyModel, RegionReference as RegionGeometryModel } from './references.ts';
export type {
  ChangeOfDataSet as ObservationChangeModel,
  Planned as PlannedReleaseModel,
  ReleaseOfDataSet as ReleaseModel,
} from './release.ts';
export type {
  DimensionInDataSet as CodelistModel,
  DimensionInDataSet as DimensionModel,
  UnitOfMeasure as MeasureModel,
  UnitOfMeasure as UnitModel,
} from './structure.ts';
