/**
 * People with real clients on the lab's servers, as tests and the demo need them: {@link
 * im.symbolon.lab.people.Device} is one running client that remembers what it was told, and can be
 * stopped and started again with its store.
 */
package im.symbolon.lab.people;
