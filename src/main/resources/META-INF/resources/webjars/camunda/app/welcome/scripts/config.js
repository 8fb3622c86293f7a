import { tellTheEdition } from '../../tasklist/scripts/door/edition.js';

tellTheEdition();

export default {};
