package im.symbolon.service;

import im.symbolon.service.jdbc.ConnectionSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What a pool is to a program of one thread: the same connection again and again. */
public final class OneConnection implements ConnectionSource {
  private final Connection kept;

  public OneConnection(String url) throws SQLException {
    Connection real = DriverManager.getConnection(url);
    kept =
        (Connection)
            Proxy.newProxyInstance(
                OneConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> {
                  if (method.getName().equals("close")) {
                    return null;
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  @Override
  public Connection open() {
    return kept;
  }
}
