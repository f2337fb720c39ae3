/**
 * Area codes of the United States, its territories and Canada: the state and the zones their numbers were given out in.
 *
 * Source: the public assignments of NANPA (United States) and CNAC (Canada) as of November 2025; the test holds the list
 * against the phone metadata of libphonenumber. A code lies in its state's zones; one that covers only part of a split
 * state is listed with the zones of that part. Not listed, and so unknown: toll-free and other non-geographic
 * codes, and the other countries of the numbering plan. A mobile number says where it was bought, not where its owner
 * lives: that is why the contact rules ask the address as well.
 */
import type { TimeZone } from '../../kernel/time.ts';
import { type State, stateZones } from './states.ts';

/** What an area code tells about its number. */
export interface AreaCode {
  state: State;
  zones: readonly TimeZone[];
}

type Assignment = readonly [state: State, codes: string, zones?: readonly TimeZone[]];

const EASTERN = ['America/New_York'];
const CENTRAL = ['America/Chicago'];
const MOUNTAIN = ['America/Denver'];
const PACIFIC = ['America/Los_Angeles'];

const ASSIGNMENTS: readonly Assignment[] = [
  ['AL', '205 251 256 334 483 659 938'],
  ['AK', '907'],
  ['AR', '327 479 501 870'],
  ['AZ', '480 520 602 623', ['America/Phoenix']],
  ['AZ', '928'], // the Navajo Nation keeps daylight saving time
  ['CA', '209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 738'],
  ['CA', '747 760 805 818 820 831 837 840 858 909 916 925 949 951'],
  ['CO', '303 719 720 748 970 983'],
  ['CT', '203 475 860 959'],
  ['DC', '202 771'],
  ['DE', '302'],
  ['FL', '239 305 321 324 352 386 407 561 645 656 689 727 728 754 772 786 813 863 904 941 954', EASTERN],
  ['FL', '448 850'],
  ['GA', '229 404 470 478 678 706 762 770 912 943'],
  ['HI', '808'],
  ['IA', '319 515 563 641 712'],
  ['ID', '208 986'],
  ['IL', '217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872'],
  ['IN', '260 317 463 765', EASTERN],
  ['IN', '219 574 812 930'],
  ['KS', '316 913', CENTRAL],
  ['KS', '620 785'],
  ['KY', '502 859', EASTERN],
  ['KY', '270 364 606'],
  ['LA', '225 318 337 457 504 985'],
  ['MA', '339 351 413 508 617 774 781 857 978'],
  ['MD', '227 240 301 410 443 667'],
  ['ME', '207'],
  ['MI', '231 248 269 313 517 586 616 679 734 810 947 989', EASTERN],
  ['MI', '906'],
  ['MN', '218 320 507 612 651 763 924 952'],
  ['MO', '235 314 417 557 573 636 660 816 975'],
  ['MS', '228 471 601 662 769'],
  ['MT', '406'],
  ['NC', '252 336 472 704 743 828 910 919 980 984'],
  ['ND', '701'],
  ['NE', '402 531', CENTRAL],
  ['NE', '308'],
  ['NH', '603'],
  ['NJ', '201 551 609 640 732 848 856 862 908 973'],
  ['NM', '505 575'],
  ['NV', '702 725', PACIFIC],
  ['NV', '775'],
  ['NY', '212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934'],
  ['OH', '216 220 234 283 326 330 380 419 436 440 513 567 614 740 937'],
  ['OK', '405 539 572 580 918'],
  ['OR', '503 971', PACIFIC],
  ['OR', '458 541'],
  ['PA', '215 223 267 272 412 445 484 570 582 610 717 724 814 835 878'],
  ['RI', '401'],
  ['SC', '803 821 839 843 854 864'],
  ['SD', '605'],
  ['TN', '615 629 731 901 931', CENTRAL],
  ['TN', '865', EASTERN],
  ['TN', '423 729'],
  [
    'TX',
    '210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 936 940 945',
    CENTRAL,
  ],
  ['TX', '956 972 979', CENTRAL],
  ['TX', '915', MOUNTAIN],
  ['UT', '385 435 801'],
  ['VA', '276 434 540 571 686 703 757 804 826 948'],
  ['VT', '802'],
  ['WA', '206 253 360 425 509 564'],
  ['WI', '262 274 353 414 534 608 715 920'],
  ['WV', '304 681'],
  ['WY', '307'],
  ['AS', '684'],
  ['GU', '671'],
  ['MP', '670'],
  ['PR', '787 939'],
  ['VI', '340'],
  ['AB', '368 403 587 780 825'],
  ['BC', '604', ['America/Vancouver']],
  ['BC', '236 250 257 672 778'],
  ['MB', '204 431 584'],
  ['NB', '428 506'],
  ['NL', '709 879'],
  ['NS', '782 902'], // Prince Edward Island too, in the same zone
  ['NU', '867', ['America/Toronto', 'America/Winnipeg', 'America/Edmonton', 'America/Whitehorse']], // all three territories
  ['ON', '226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 905 942', ['America/Toronto']],
  ['ON', '807'],
  ['QC', '263 354 438 450 468 514 579 819 873', ['America/Toronto']],
  ['QC', '273 367 418 581'], // with the Magdalen Islands
  ['SK', '306 474 639'],
];

const byCode: ReadonlyMap<string, AreaCode> = new Map(
  ASSIGNMENTS.flatMap(([state, codes, zones]) =>
    codes.split(' ').map((code): [string, AreaCode] => [code, { state, zones: zones ?? stateZones(state) }]),
  ),
);

/** What the area code of an E.164 number tells; undefined for toll-free, foreign and unassigned codes. */
export function areaCodeOf(number: string): AreaCode | undefined {
  const code = /^\+1(\d{3})\d{7}$/.exec(number)?.[1];
  return code === undefined ? undefined : byCode.get(code);
}
