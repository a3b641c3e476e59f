/** The day on which AWS announced CloudTrail: no log file and no event is older (What's New, "Introducing AWS CloudTrail"). */
export const FIRST_OF_CLOUDTRAIL = '2013-11-13';
