import type { Feed } from '../src/feed/feed.ts';
import { loadFeed } from '../src/gtfs/load-feed.ts';
import { archiveOf, type Files, smallFeed } from './small-feed.ts';

/** The feeds of the examples on gtfs.org, "Fares (v2)", shortened. */

function table(header: string, ...rows: readonly string[]): string {
  return `${[header, ...rows].join('\n')}\n`;
}

const legRules =
  'leg_group_id,network_id,fare_product_id,from_area_id,to_area_id,from_timeframe_group_id,rule_priority';
const transferRules =
  'from_leg_group_id,to_leg_group_id,duration_limit,duration_limit_type,transfer_count,fare_transfer_type,fare_product_id';

/** Vancouver: flat bus fares, zones for trains, transfers for 90 minutes, and an island inside a zone. */
export const translink: Files = {
  ...smallFeed,
  'stops.txt': table(
    'stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station',
    '8039,Waterfront @ Platform 2,49.28,-123.11,0,waterfront',
    '8066,Edmonds @ Platform 1,49.21,-122.96,,',
    '99901,YVR-Airport,49.19,-123.17,,',
    '99902,Sea Island Centre,49.19,-123.16,,',
    '8070,Surrey Central,49.19,-122.85,,',
    'waterfront,Waterfront,49.28,-123.11,1,',
  ),
  'routes.txt': table(
    'route_id,agency_id,route_short_name,route_type',
    '13686,A,Canada Line,1',
    '10232,A,4,3',
    '30052,A,Millennium Line,1',
  ),
  'trips.txt': 'route_id,service_id,trip_id\n13686,daily,t1\n',
  'stop_times.txt': table(
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
    't1,08:00:00,08:00:00,8039,1',
    't1,08:05:00,08:06:00,8066,2',
  ),
  'calendar.txt': table(
    'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date',
    'daily,1,1,1,1,1,1,1,20250101,20251231',
    'weekday_service,1,1,1,1,1,0,0,20250101,20251231',
    'weekend_service,0,0,0,0,0,1,1,20250101,20251231',
  ),
  'timeframes.txt': table(
    'timeframe_group_id,start_time,end_time,service_id',
    'weekday_evening,18:30:00,24:00:00,weekday_service',
    'weekday_evening,00:00:00,03:00:00,weekday_service',
    'weekend,,,weekend_service',
  ),
  'areas.txt': 'area_id,area_name\nZN1,Zone 1\nZN2,Zone 2\nZN3,Zone 3\nsea_island,Sea Island\n',
  'stop_areas.txt': table(
    'area_id,stop_id',
    'ZN1,waterfront',
    'ZN2,8066',
    'ZN3,8070',
    'ZN2,99901',
    'ZN2,99902',
    'sea_island,99901',
    'sea_island,99902',
  ),
  'networks.txt': 'network_id,network_name\nskytrain_seabus,SkyTrain and SeaBus\ntranslink_bus,Buses\n',
  'route_networks.txt': table(
    'network_id,route_id',
    'skytrain_seabus,13686',
    'skytrain_seabus,30052',
    'translink_bus,10232',
  ),
  'rider_categories.txt': table(
    'rider_category_id,rider_category_name,is_default_fare_category,eligibility_url',
    'adult,Adult,1,',
    'concession,Concession,,https://example.org/concession',
  ),
  'fare_media.txt': table(
    'fare_media_id,fare_media_name,fare_media_type',
    'cash,Cash,0',
    'contactless,Contactless,3',
    'compass_card,Compass Card,2',
  ),
  'fare_products.txt': table(
    'fare_product_id,fare_product_name,amount,currency,fare_media_id,rider_category_id',
    'bus_flat_fare,Bus Flat Fare,3.20,CAD,contactless,adult',
    'bus_flat_fare,Bus Flat Fare,3.20,CAD,cash,adult',
    'bus_flat_fare,Bus Flat Fare,2.60,CAD,compass_card,adult',
    'bus_flat_fare,Bus Flat Fare,2.15,CAD,contactless,concession',
    '1_zone_fare,1-Zone Fare,3.20,CAD,contactless,',
    '2_zone_fare,2-Zone Fare,4.65,CAD,contactless,',
    '3_zone_fare,3-Zone Fare,6.35,CAD,contactless,',
    'sea_island_1_zone_fare,Sea Island travel + 1-Zone Fare,8.20,CAD,contactless,',
    'sea_island_2_zone_fare,Sea Island travel + 2-Zone Fare,9.65,CAD,contactless,',
    'sea_island_sea_island_fare,Free fare inside Sea Island,0,CAD,contactless,',
    '1_zone_to_2_zone_upgrade,1 zone to 2 zones upgrade,1.45,CAD,contactless,',
    '2_zone_to_3_zone_upgrade,2 zones to 3 zones upgrade,1.70,CAD,contactless,',
  ),
  'fare_leg_rules.txt': table(
    legRules,
    'flat_fare_leg,translink_bus,bus_flat_fare,,,,',
    'sea_island_ZN1,skytrain_seabus,sea_island_2_zone_fare,sea_island,ZN1,,1',
    'sea_island_ZN2,skytrain_seabus,sea_island_1_zone_fare,sea_island,ZN2,,1',
    'sea_island_sea_island,skytrain_seabus,sea_island_sea_island_fare,sea_island,sea_island,,3',
    'ZN1_ZN1,skytrain_seabus,1_zone_fare,ZN1,ZN1,,',
    'ZN2_ZN2,skytrain_seabus,1_zone_fare,ZN2,ZN2,,',
    'ZN1_ZN2,skytrain_seabus,2_zone_fare,ZN1,ZN2,,',
    'ZN1_ZN2,skytrain_seabus,2_zone_fare,ZN2,ZN1,,',
    'ZN2_ZN3,skytrain_seabus,2_zone_fare,ZN2,ZN3,,',
    'ZN1_ZN3,skytrain_seabus,3_zone_fare,ZN1,ZN3,,',
    'flat_fare_leg,skytrain_seabus,1_zone_fare,,,weekday_evening,1',
    'flat_fare_leg,skytrain_seabus,1_zone_fare,,,weekend,1',
    'flat_fare_sea_island_leg,skytrain_seabus,sea_island_1_zone_fare,sea_island,,weekend,2',
  ),
  'fare_transfer_rules.txt': table(
    transferRules,
    'flat_fare_leg,flat_fare_leg,5400,1,-1,0,',
    'ZN1_ZN1,flat_fare_leg,5400,1,,0,',
    'ZN1_ZN2,flat_fare_leg,5400,1,,0,',
    'flat_fare_leg,ZN1_ZN2,5400,1,,0,1_zone_to_2_zone_upgrade',
    'ZN1_ZN2,ZN2_ZN3,5400,1,,0,2_zone_to_3_zone_upgrade',
  ),
};

/** Maryland: one fare in a network, unlimited transfers for 90 minutes, and passes for the same legs. */
export const maryland: Files = {
  ...smallFeed,
  'routes.txt': 'route_id,agency_id,route_short_name,route_type,network_id\nr1,A,1,3,core\nr2,A,2,3,\n',
  'fare_products.txt': table(
    'fare_product_id,fare_product_name,amount,currency',
    'core_local_oneway_fare,One Way Full Fare,2.00,USD',
    'core_local_1_day_fare,1-Day Pass - Core Service,4.60,USD',
  ),
  'fare_leg_rules.txt': table(
    'leg_group_id,network_id,fare_product_id',
    'core_local_one_way_trip,core,core_local_oneway_fare',
    'core_local_one_way_trip,core,core_local_1_day_fare',
  ),
  'fare_transfer_rules.txt': table(
    transferRules,
    'core_local_one_way_trip,core_local_one_way_trip,5400,1,-1,0,',
  ),
};

/** The figures of fare_transfer_rules.txt: legs A, B and C, transfers AB and BC. */
export function threeLegs(transfers: readonly string[], more: Files = {}): Files {
  return {
    ...smallFeed,
    'routes.txt': table(
      'route_id,agency_id,route_short_name,route_type,network_id',
      'r1,A,A,3,A',
      'r2,A,B,3,B',
      'r3,A,C,3,C',
    ),
    'fare_products.txt': table(
      'fare_product_id,amount,currency',
      'A,1.00,EUR',
      'B,10.00,EUR',
      'C,100.00,EUR',
      'AB,0.10,EUR',
      'BC,0.01,EUR',
      'discount,-0.50,EUR',
    ),
    'fare_leg_rules.txt': table('leg_group_id,network_id,fare_product_id', 'A,A,A', 'B,B,B', 'C,C,C'),
    'fare_transfer_rules.txt': table(transferRules, ...transfers),
    ...more,
  };
}

export function feedOf(files: Files): Promise<Feed> {
  return loadFeed(archiveOf(files), 'T');
}
